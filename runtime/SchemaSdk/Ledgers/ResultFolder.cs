namespace SchemaSdk.Ledgers;

/// <inheritdoc cref="IResultFolder" />
internal sealed record ResultFolder(string Path) : IResultFolder
{
    internal static IResultFolder? Of(string? path) => path is null ? null : new ResultFolder(path);

    public Task<IReadOnlyList<string>> SaveAsync(IResultFiles files, string key, ReadOnlyMemory<byte> output) =>
        files.SaveAsync(output, System.IO.Path.Combine(Path, KeyForm.NameOf(key)), CancellationToken.None);
}
