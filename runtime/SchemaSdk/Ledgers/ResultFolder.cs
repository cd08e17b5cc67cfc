namespace SchemaSdk.Ledgers;

/// <inheritdoc cref="IResultFolder" />
internal sealed record ResultFolder(string Path) : IResultFolder
{
    // The current directory may be another one by the time of a job.
    internal static IResultFolder? Of(string? path) =>
        path is null ? null : new ResultFolder(System.IO.Path.GetFullPath(path, Environment.CurrentDirectory));

    public bool Has(IReadOnlyList<string> paths) => paths.Count > 0 && paths.All(File.Exists);

    // A key that the ledger has forgotten may name another job by now, whose files are others. No key has a line end.
    public Task<SavedFiles> SaveAsync(IResultFiles files, LedgerEntry job, ReadOnlyMemory<byte> output) => files.SaveAsync(
        output, System.IO.Path.Combine(Path, KeyForm.NameOf($"{job.Key}\n{job.RequestId}")), CancellationToken.None);
}
