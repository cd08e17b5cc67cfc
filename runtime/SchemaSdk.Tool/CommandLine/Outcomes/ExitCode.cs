namespace SchemaSdk.Tool.CommandLine.Outcomes;

/// <summary>The end of a command, as the number that scripts see. The numbers never change.</summary>
internal enum ExitCode
{
    /// <summary>Everything is as it should be.</summary>
    Fine = 0,

    /// <summary>The command did its work and found something, such as a breaking change.</summary>
    Findings = 1,

    /// <summary>The command was called in a wrong way, or a file or folder that it needs cannot be used.</summary>
    WrongUsage = 2,

    /// <summary>The network or the service failed, or the service answered with something that cannot be used.</summary>
    Service = 3,

    /// <summary>A comparison could not be made: nothing is known to be fine.</summary>
    NotCompared = 4,

    /// <summary>Somebody stopped the command, as with Ctrl-C.</summary>
    Stopped = 130,
}
