namespace SchemaSdk;

/// <summary>Settings for what a <see cref="JobLedger"/> keeps about each job.</summary>
public sealed record JobLedgerOptions
{
    /// <summary>True to keep inputs. If false, only their hashes are kept, and no job can be enqueued. Default: true.</summary>
    public bool KeepsInputs { get; init; } = true;

    /// <summary>The largest result to keep, in bytes, 0 or more. A larger one is read from the service again. Default: 4 MiB.</summary>
    public int MaxResultBytes { get; init; } = 4 << 20;

    // Returns true if the result of the job with this key is to be kept; null to keep all. Set by the tool, which cannot encrypt results.
    internal Func<string, bool>? KeepsResultOf { get; init; }

    /// <summary>
    /// The folder for copies of files whose content is sent with an input, as with <see cref="ModelFile.FromPath"/>. Copies are made before
    /// the job is recorded, and removed once the service has accepted the job. Copies of a refused job are removed too, except those of an
    /// enqueued job, which can be enqueued again. Processes that share a ledger need the same folder, but two ledgers must not share one. A
    /// relative path is resolved against the current directory when the property is set. By default (null), an input with such files throws
    /// a <see cref="ModelLedgerException"/>, and nothing is sent.
    /// </summary>
    public string? InputFolder { get; init => field = Fixed(value); }

    /// <summary>
    /// The folder to which the files of a result are downloaded before its job counts as <see cref="LedgerState.Delivered"/>, for services
    /// whose results expire. A failed download is retried for a day from the first failure in this process. The limit is a minute if the
    /// server answers 403, 404 or 410 for every missing file. After that, <see cref="LedgerEnd.FilesError"/> says why files are missing. If
    /// this machine cannot write, for example because the disk is full, the download is retried until it can. <see cref="Cipher"/> does not
    /// encrypt the files. A relative path is resolved against the current directory when the property is set. Default: null (no downloads).
    /// </summary>
    public string? DownloadFolder { get; init => field = Fixed(value); }

    // How long a failed download is retried. Tests shorten it.
    internal TimeSpan DownloadTime { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Encrypts inputs, copies of their files, and results, but not the files in <see cref="DownloadFolder"/>. A copy is encrypted in
    /// memory, so the file to be copied may be at most <see cref="ModelUploadOptions.MaxRequestBytes"/> long. Default: null.
    /// </summary>
    public LedgerCipher? Cipher { get; init; }

    /// <summary>The clock of the ledger. Default: the system clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    private static string? Fixed(string? path) => path is null ? null : Path.GetFullPath(path, Environment.CurrentDirectory);
}
