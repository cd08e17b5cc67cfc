using SchemaSdk.Ledgers.Storage;

namespace SchemaSdk;

/// <content>The time for which it keeps what is over.</content>
public sealed partial class FileJobLedger
{
    private static readonly TimeSpan Century = TimeSpan.FromDays(36_525);

    private readonly TimeSpan? _contentsKeptFor;
    private readonly TimeSpan? _jobsKeptFor;

    /// <summary>
    /// The time from the delivery of a job after which its input and result are taken out of the file when it is compacted, 0 to 100 years;
    /// a later call with its key asks the service for the result. The input of a job that was refused stays as long as the job, which may
    /// be submitted again. With null, they stay. Default: null.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is below 0 or above 100 years. The ledger is then disposed of.</exception>
    public TimeSpan? ContentsKeptFor
    {
        get => _contentsKeptFor;
        init => _contentsKeptFor = Checked(nameof(ContentsKeptFor), value);
    }

    /// <summary>
    /// The time from the delivery or refusal of a job after which the file forgets it when it is compacted, 0 to 100 years. A later call
    /// with its key submits, and pays, again: give more time than any caller takes to repeat one. Open jobs, and results that nobody got,
    /// are never forgotten. Copies of files in <see cref="JobLedgerOptions.InputFolder"/> that a forgotten job has left are removed. With
    /// null, it forgets none. Default: null.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is below 0 or above 100 years. The ledger is then disposed of.</exception>
    public TimeSpan? JobsKeptFor
    {
        get => _jobsKeptFor;
        init => _jobsKeptFor = Checked(nameof(JobsKeptFor), value);
    }

    private LedgerRetention Retention => new(ContentsKeptFor, JobsKeptFor, Options.TimeProvider);

    private TimeSpan? Checked(string name, TimeSpan? value)
    {
        if (value is not { } time || (time >= TimeSpan.Zero && time <= Century))
        {
            return value;
        }

        // Whoever makes a ledger with it gets none to dispose of, and the file would stay locked.
        Dispose();
        throw new ArgumentOutOfRangeException(
            name, value, $"{name} is {time}. Give it {TimeSpan.Zero} to {Century}, or null to keep what is over for ever.");
    }
}
