namespace SchemaSdk.Emulation;

/// <summary>A line that an emulated job has logged.</summary>
/// <param name="Time">When the line was logged, on the emulator's clock.</param>
/// <param name="Message">The message, as one line.</param>
public sealed record JobLogLine(DateTimeOffset Time, string Message);
