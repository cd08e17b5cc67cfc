using System.Diagnostics;
using System.Globalization;
using SchemaSdk.Benchmarks.Waiting;

namespace SchemaSdk.Benchmarks.Tail;

/// <summary>How late a client detects that its first jobs have ended, and what a job costs.</summary>
/// <param name="Mean">The mean delay from the end of a job until the client detects it, in seconds.</param>
/// <param name="Late">The 95th percentile of the delays, in seconds.</param>
/// <param name="Last">The longest delay, in seconds.</param>
/// <param name="LastOfAge">The greatest ratio of a delay to the age of the job.</param>
/// <param name="Cpu">Processor time per job, in milliseconds.</param>
internal sealed record TailRun(double Mean, double Late, double Last, double LastOfAge, double Cpu)
{
    internal const string Command = "tail-run";

    internal const int Jobs = 500;

    private const int WarmUps = 5;

    internal static async Task WriteAsync(string way, Uri service, TimeSpan arrival)
    {
        // Warms up with other clients: the code is then compiled, but the measured client still knows nothing about the model.
        for (var round = 0; round < WarmUps; round++)
        {
            using var warm = Contestant.Of(way, service);
            await Contestant.EndsAsync(warm, Jobs, TimeSpan.Zero);
        }

        using var contestant = Contestant.Of(way, service);
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var ends = await Contestant.EndsAsync(contestant, Jobs, arrival);
        process.Refresh();
        double[] delays = [.. ends.Select(static end => end.Delay.TotalSeconds).Order()];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{delays.Average()} {delays[(int)(0.95 * delays.Length)]} {delays[^1]} {ends.Max(static end => end.Delay / end.Age)} "
            + $"{(process.TotalProcessorTime - cpu).TotalMilliseconds / Jobs}"));
    }

    internal static TailRun Parse(string line)
    {
        var parts = Array.ConvertAll(line.Split(' '), static part => double.Parse(part, CultureInfo.InvariantCulture));
        return new TailRun(parts[0], parts[1], parts[2], parts[3], parts[4]);
    }
}
