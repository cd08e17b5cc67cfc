namespace SchemaSdk.Files.Downloads;

/// <summary>A file in a folder, which gets its name only once it is complete.</summary>
internal sealed class FolderTarget(string folder, Func<string, Stream> create) : DownloadTarget
{
    private PartialFile? _part;

    /// <summary>
    /// A name that no other file of the folder can have; null to use the name in the file's address, or the next free one.
    /// </summary>
    internal string? OwnName { get; init; }

    internal override bool CanRestart => true;

    public override void Dispose() => _part?.Dispose();

    private protected override void OpenCore()
    {
        Directory.CreateDirectory(folder);
        _part = new PartialFile(folder, create);
    }

    private protected override ValueTask WriteCoreAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        _part!.Content.WriteAsync(bytes, cancellationToken);

    private protected override void RestartCore()
    {
        _part!.Content.SetLength(0);
        _part.Content.Position = 0;
    }

    private protected override async ValueTask<string> FinishCoreAsync(string name) =>
        await (OwnName is null ? _part!.FinishAsync(name) : _part!.ReplaceAsync(OwnName)).ConfigureAwait(false);
}
