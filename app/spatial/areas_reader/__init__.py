"""The only code that opens files with maps, run as a program: ``python -I app/spatial/areas_reader``.

Whatever a broken or hostile file does here, it does to a child process with limits on time, memory and
output. The app never imports this folder, and the folder imports nothing of the app.
"""
