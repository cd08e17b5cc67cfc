namespace SchemaSdk.Emulation;

/// <summary>What a <see cref="ModelRecording"/> does with a job.</summary>
public enum RecordingMode
{
    /// <summary>Plays recorded jobs. A job that was not recorded is an error; nothing is ever sent.</summary>
    Replay,

    /// <summary>Plays recorded jobs, and records every job that has no recording yet. This costs money.</summary>
    RecordMissing,

    /// <summary>
    /// Records every job, even if it has a recording, and replaces that recording. This costs money. One <see cref="ModelRecording"/>
    /// records each input only once.
    /// </summary>
    Record,
}
