namespace Worker;

/// <summary>Section <c>Worker</c> of the configuration.</summary>
internal sealed class WorkerOptions
{
    /// <summary>True to call the real service, which costs money. Default: the emulator, in this process.</summary>
    public bool Live { get; set; }

    /// <summary>The number of jobs that run at a time. Default: 4.</summary>
    public int MaxInFlight { get; set; } = 4;

    /// <summary>The file in which a run leaves for the next how long models take; empty: none.</summary>
    public string Profile { get; set; } = "";

    /// <summary>The scenes to film.</summary>
    public IList<string> Prompts { get; } = [];
}
