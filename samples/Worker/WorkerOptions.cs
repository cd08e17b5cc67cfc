namespace Worker;

/// <summary>Section <c>Worker</c> of the configuration.</summary>
internal sealed class WorkerOptions
{
    /// <summary>Whether the real service is called, which costs money. Default: the emulator, in this process.</summary>
    public bool Live { get; set; }

    /// <summary>How many jobs are run at a time. Default: 4.</summary>
    public int MaxInFlight { get; set; } = 4;

    /// <summary>The file in which a run leaves for the next how long models take; empty: none.</summary>
    public string Profile { get; set; } = "";

    /// <summary>What is filmed.</summary>
    public IList<string> Prompts { get; } = [];
}
