namespace SchemaSdk.Emulation;

/// <summary>What a <see cref="ModelRecording"/> does with a job.</summary>
public enum RecordingMode
{
    /// <summary>Plays recorded jobs. A job that was not recorded is an error; nothing is ever sent.</summary>
    Replay,

    /// <summary>Plays recorded jobs, and records each other job once. This costs money.</summary>
    RecordMissing,

    /// <summary>Records each job again, once, and replaces its recording. This costs money.</summary>
    Record,
}
