using System.Globalization;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Run;

/// <summary>Shows the request id of a job as soon as it is known, and each change of its state.</summary>
/// <param name="lasting">Shows a permanent line.</param>
/// <param name="now">Shows the current status.</param>
/// <param name="time">The clock.</param>
internal sealed class StatusLines(IProgress<string> lasting, IProgress<Func<string>> now, TimeProvider time) : IProgress<JobStatus>
{
    private readonly Lock _lock = new();
    private JobStatus? _last;

    public void Report(JobStatus value)
    {
        lock (_lock)
        {
            if (_last is null)
            {
                lasting.Report($"request  {HarmlessText.Line(value.RequestId)}");
            }

            if (_last is null || _last with { Elapsed = value.Elapsed } != value)
            {
                // The shown time also advances between two answers from the service.
                var at = time.GetTimestamp();
                now.Report(() => LineOf(value, value.Elapsed + time.GetElapsedTime(at)));
            }

            _last = value;
        }
    }

    private static string LineOf(JobStatus status, TimeSpan elapsed) => string.Create(
        CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds,6:0.0} s  {HarmlessText.Line(ToolWords.StateOf(status))}");
}
