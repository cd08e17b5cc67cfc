using System.Diagnostics;
using System.Globalization;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Benchmarks.Waiting;

/// <summary>Runs the emulated service in a separate process, so that its cost is not counted as a cost of the clients.</summary>
internal static class EmulatorProcess
{
    internal const string Command = "emulator";

    /// <summary>Starts a service that stops when its standard input is closed.</summary>
    /// <param name="runTime">The median run time of jobs. Run times have a log-normal distribution.</param>
    internal static async Task<(Process Process, Uri Address)> StartAsync(TimeSpan runTime)
    {
        var process = ChildProcess.Start(Command, runTime.ToString("c", CultureInfo.InvariantCulture));
        return (process, new Uri((await process.StandardOutput.ReadLineAsync())!));
    }

    /// <summary>Returns the number of requests that the service has received.</summary>
    internal static async Task<long> RequestsAsync(Process emulator)
    {
        await emulator.StandardInput.WriteLineAsync();
        await emulator.StandardInput.FlushAsync();
        return long.Parse((await emulator.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
    }

    internal static async Task ServeAsync(TimeSpan runTime)
    {
        await using var emulator = new ModelEmulator(RunComfyClient.Models, new()
        {
            QueueTime = TimeSpan.Zero,
            RunTimes = DurationDistribution.LogNormal(runTime, 0.25),
        });
        await emulator.StartAsync();
        Console.WriteLine(emulator.Address);
        while (await Console.In.ReadLineAsync() is not null)
        {
            Console.WriteLine(emulator.Requests.ToString(CultureInfo.InvariantCulture));
        }
    }
}
