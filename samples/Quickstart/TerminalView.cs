using System.Diagnostics;
using SchemaSdk;
using Spectre.Console;

namespace Quickstart;

/// <summary>Shows one line in a terminal, with a clock that keeps running between status answers.</summary>
internal sealed class TerminalView : ProgressView, IProgress<JobStatus>
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private volatile Report? _last;

    public override Task<T> ShowAsync<T>(Func<IProgress<JobStatus>, Task<T>> run) =>
        AnsiConsole.Status().Spinner(Spinner.Known.Dots).StartAsync("submitting", context => FollowAsync(context, run(this)));

    void IProgress<JobStatus>.Report(JobStatus value)
    {
        if (_last is null)
        {
            AnsiConsole.WriteLine($"request  {value.RequestId}");
        }

        _last = new Report(value, Stopwatch.GetTimestamp());
    }

    private async Task<T> FollowAsync<T>(StatusContext context, Task<T> job)
    {
        while (!job.IsCompleted)
        {
            if (_last is { } last)
            {
                context.Status = Markup.Escape(StatusText.Line(last.Status, last.Status.Elapsed + Stopwatch.GetElapsedTime(last.At)));
                context.Refresh();
            }

            await Task.WhenAny(job, Task.Delay(Tick));
        }

        return await job;
    }

    private sealed record Report(JobStatus Status, long At);
}
