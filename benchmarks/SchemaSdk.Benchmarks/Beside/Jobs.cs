namespace SchemaSdk.Benchmarks.Beside;

/// <summary>What a benchmark measured while a client ran many jobs.</summary>
/// <param name="Results">The number of jobs with a result.</param>
/// <param name="Ids">The request ids that the client knows.</param>
/// <param name="Seconds">The time from the first submit until the last job ended, in seconds.</param>
/// <param name="CpuMs">Processor time of the process, in milliseconds.</param>
/// <param name="Bytes">The maximum growth of the process's working set, in bytes.</param>
internal sealed record Jobs(int Results, IReadOnlyList<string> Ids, double Seconds, double CpuMs, double Bytes);
