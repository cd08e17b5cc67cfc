namespace Worker;

/// <summary>Section <c>Worker</c> of the configuration.</summary>
internal sealed class WorkerOptions
{
    /// <summary>True to call the real service, which costs money. Default: the emulator, in this process.</summary>
    public bool Live { get; set; }

    /// <summary>
    /// The ledger of jobs: the path of a file, for one process, or the connection string of a PostgreSQL database, for many. Empty: the
    /// environment variable <c>SCHEMASDK_LEDGER</c>, else <c>jobs.db</c>; with the emulator, a new file for each run.
    /// </summary>
    public string Ledger { get; set; } = "";

    /// <summary>
    /// The address of a RabbitMQ at which other programs order films by messages, such as <c>amqp://worker:password@broker:5672</c>; empty:
    /// none.
    /// </summary>
    public string Broker { get; set; } = "";

    /// <summary>True to end the program once each prompt is filmed or refused; false to work until it is stopped. Default: true.</summary>
    public bool EndsWhenDone { get; set; } = true;

    /// <summary>The file in which a run leaves for the next how long models take; empty: none.</summary>
    public string Profile { get; set; } = "";

    /// <summary>The scenes to film. Each is paid for once, however often the program is started.</summary>
    public IList<string> Prompts { get; } = [];
}
