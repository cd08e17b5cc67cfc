namespace SchemaSdk.Tool.CommandLine.Outcomes;

/// <summary>The exit codes of commands. The numbers never change.</summary>
internal enum ExitCode
{
    /// <summary>The command succeeded and found nothing to report.</summary>
    Fine = 0,

    /// <summary>The command finished and has findings, such as a breaking change.</summary>
    Findings = 1,

    /// <summary>The command line is wrong, or a file or folder that the command needs cannot be used.</summary>
    WrongUsage = 2,

    /// <summary>The network or the service failed, or the service's answer could not be used.</summary>
    Service = 3,

    /// <summary>It is unknown whether there are breaking changes, or what a run would cost.</summary>
    NotCompared = 4,

    /// <summary>The command was stopped, for example with Ctrl+C.</summary>
    Stopped = 130,
}
