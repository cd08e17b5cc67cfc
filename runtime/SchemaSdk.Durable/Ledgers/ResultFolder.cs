namespace SchemaSdk.Durable.Ledgers;

/// <summary>The folder to which the files of results are downloaded.</summary>
internal sealed record ResultFolder(string Path)
{
    // The current directory may be another one by the time of a job.
    internal static ResultFolder? Of(string? path) =>
        path is null ? null : new ResultFolder(System.IO.Path.GetFullPath(path, Environment.CurrentDirectory));

    /// <summary>Returns true if a line tells of files, and all of them are on this machine.</summary>
    internal static bool Has(IReadOnlyList<string> paths) => paths.Count > 0 && paths.All(File.Exists);

    /// <summary>The folder of one job, which no other job has.</summary>
    // A key that the ledger has forgotten may name another job by now, whose files are others. No key has a line end.
    internal string Of(LedgerEntry job) => System.IO.Path.Combine(Path, KeyForm.NameOf($"{job.Key}\n{job.RequestId}"));
}
