namespace SchemaSdk.Files;

/// <summary>A file on this machine, opened again for every attempt to send it.</summary>
// path: for messages. _fullPath is made from it once, because the current directory may change later.
internal sealed class PathSource(string path, string? mediaType) : UploadSource(mediaType)
{
    private readonly string _fullPath = Path.GetFullPath(path);

    internal override string? MediaTypeByName => MediaTypes.OfName(_fullPath);

    internal override async ValueTask<UploadContent> OpenAsync(CancellationToken cancellationToken)
    {
        FileStream? file = null;
        try
        {
            const FileOptions Options = FileOptions.Asynchronous | FileOptions.SequentialScan;
            // Opens the file on another thread, because opening a pipe blocks until a program writes to it.
            file = await Task.Run(
                () => new FileStream(_fullPath, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, Options),
                CancellationToken.None).ConfigureAwait(false);
            if (!file.CanSeek)
            {
                throw new FileProblemException(FileRules.Readable, "which is a device or a pipe; use ModelFile.FromStream");
            }

            var length = file.Length;
            var head = await UploadContent.ReadHeadAsync(file, cancellationToken).ConfigureAwait(false);
            file.Position = 0;
            return new UploadContent(file, length, head);
        }
        catch (Exception exception)
        {
            // Nothing else would close the file after an exception.
            file?.Dispose();
            if (exception is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                throw new FileProblemException(
                    FileRules.Readable, WhyUnreadable(exception), exception, value: $"\"{JsonEncodedText.Encode(ErrorText.Cut(path))}\"");
            }

            throw;
        }
    }

    public override bool Equals(object? obj) => obj is PathSource other && other._fullPath == _fullPath && other.MediaType == MediaType;

    public override int GetHashCode() => _fullPath.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => $"the file \"{ErrorText.Cut(path)}\"";

    private protected override void PrintIdentity(Utf8JsonWriter writer, int number) => writer.WriteString("path"u8, _fullPath);

    private string WhyUnreadable(Exception exception) =>
        Directory.Exists(_fullPath) ? "which is a folder"
        : exception is FileNotFoundException or DirectoryNotFoundException ? "which does not exist"
        : exception is UnauthorizedAccessException ? "which this process is not allowed to read"
        : $"which cannot be opened ({ErrorText.Cut(exception.Message).TrimEnd('.')})";
}
