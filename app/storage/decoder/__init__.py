"""The only code that decodes photos, run as a program of its own: ``python -I app/storage/decoder``.

Whatever a broken or hostile file does here, it does to a child process with limits on time and
memory. The app never imports this folder, and the folder imports nothing of the app, so that the
process starts quickly and stays small.
"""
