using System.Diagnostics;
using SchemaSdk.Benchmarks.Waiting;
using SchemaSdk.Emulation;

namespace SchemaSdk.Benchmarks.Native;

/// <summary>Measures the time from the start of each program to the answer to its submit.</summary>
internal static class StartTimes
{
    internal const int Rounds = 21;

    // The first starts of a program also load its files from disk, so they are not measured.
    private const int Unmeasured = 2;

    /// <returns>The median time of each program, in milliseconds.</returns>
    internal static async Task<IReadOnlyDictionary<string, double>> OfAsync(IReadOnlyList<NativeProgram> programs)
    {
        var (emulator, address) = await EmulatorProcess.StartAsync(WaitingReport.RunTime);
        using var service = emulator;
        var times = programs.ToDictionary(program => program.Name, _ => new List<double>());

        // The programs run in turn, so that a slow period of the machine affects all of them.
        for (var round = 0; round < Unmeasured + Rounds; round++)
        {
            foreach (var program in programs)
            {
                var time = await OnceAsync(program, address);
                if (round >= Unmeasured)
                {
                    times[program.Name].Add(time);
                }
            }
        }

        emulator.StandardInput.Close();
        await emulator.WaitForExitAsync();
        return times.ToDictionary(program => program.Key, program => program.Value.Order().ElementAt(Rounds / 2));
    }

    private static async Task<double> OnceAsync(NativeProgram program, Uri address)
    {
        var info = new ProcessStartInfo(program.Path) { RedirectStandardOutput = true };
        info.Environment["RUNCOMFY_MODEL_API_BASE"] = address.AbsoluteUri;
        info.Environment["RUNCOMFY_API_TOKEN"] = new ModelEmulatorOptions().Token;
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(info) ?? throw new InvalidOperationException($"{program.Path} did not start.");
        var line = await process.StandardOutput.ReadLineAsync();
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;

        // Without this call, the program would run until its job ends.
        process.Kill();
        await process.WaitForExitAsync();
        return line == "accepted True" ? time : throw new InvalidOperationException($"The program with {program.Name} wrote \"{line}\".");
    }
}
