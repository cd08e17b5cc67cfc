namespace Worker;

/// <summary>The section <c>Worker</c> of the configuration.</summary>
internal sealed class WorkerOptions
{
    /// <summary>True to call the real service, which costs money; false to use an emulator in this process. Default: false.</summary>
    public bool Live { get; set; }

    /// <summary>
    /// The ledger: for one machine, the path of a SQLite file; for several, the connection string of a PostgreSQL database. Default: with
    /// the real service, the value of <c>SCHEMASDK_LEDGER</c> or, if that is not set, <c>jobs.db</c>; with the emulator, a new file for
    /// each run.
    /// </summary>
    public string Ledger { get; set; } = "";

    /// <summary>
    /// The address of the RabbitMQ broker through which other programs order films, such as <c>amqp://worker:password@broker:5672</c>;
    /// empty for none.
    /// </summary>
    public string Broker { get; set; } = "";

    /// <summary>
    /// True to end the program once all prompts are done; false to run until it is stopped. With a broker, the program always runs until
    /// it is stopped. Default: true.
    /// </summary>
    public bool EndsWhenDone { get; set; } = true;

    /// <summary>The file in which the program saves what it has learned about the run times of models; empty for none.</summary>
    public string Profile { get; set; } = "";

    /// <summary>
    /// The scenes to film if <see cref="Broker"/> is empty. Each is paid for only once, however often the program is started.
    /// </summary>
    public IList<string> Prompts { get; } = [];
}
