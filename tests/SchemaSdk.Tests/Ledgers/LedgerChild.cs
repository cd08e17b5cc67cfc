using System.Diagnostics;
using System.Globalization;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Another process with a ledger: this assembly, which does what its first argument says.</summary>
internal sealed class LedgerChild : IDisposable
{
    private readonly Process _process;

    private LedgerChild(Process process) => _process = process;

    /// <summary>Does the work of the other process.</summary>
    public static async Task<int> Main(string[] arguments)
    {
        try
        {
            switch (arguments)
            {
                case ["hold", var path]:
                    await HoldAsync(path);
                    return 0;
                case ["fill", var path, var ballast]:
                    await FillAsync(path, ballast);
                    return 0;
                case ["weigh", var path, var jobs]:
                    await WeighAsync(path, int.Parse(jobs, CultureInfo.InvariantCulture));
                    return 0;
                default:
                    return 2;
            }
        }
        catch (ModelLedgerException exception)
        {
            Console.WriteLine($"refused: {exception.Message}");
            return 1;
        }
    }

    /// <summary>Starts one by a command of the shell, in which <c>"$@"</c> is the program.</summary>
    public static LedgerChild Start(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command, "sh", "dotnet", typeof(LedgerChild).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };

        // The runtime maps its code from a file that is larger than some limits.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return new(Process.Start(start)!);
    }

    /// <summary>Returns its next line; null at its end.</summary>
    public Task<string?> LineAsync() => Soon.Async(_process.StandardOutput.ReadLineAsync());

    /// <summary>Returns all its lines from now on.</summary>
    public async Task<string[]> LinesAsync() =>
        (await Soon.Async(_process.StandardOutput.ReadToEndAsync())).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Ends it as a machine that is short of memory would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await Soon.Async(_process.WaitForExitAsync());
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    // Alone in a process: nothing else is in its heap.
    private static async Task WeighAsync(string path, int jobs)
    {
        await using (var filled = new FileJobLedger(path))
        {
            await Task.WhenAll(Enumerable.Range(0, jobs).Select(
                job => LedgerStories.TellAsync(filled, $"order-{job}-of-a-customer", LedgerStories.Of(2))));
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var ledger = new FileJobLedger(path);
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        var count = (await ledger.AllAsync()).Count;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} {held / jobs}"));
    }

    private static async Task HoldAsync(string path)
    {
        await using var ledger = new FileJobLedger(path);
        await ledger.BeginAsync(Shelf.Intent("held"));
        await ledger.NextAsync(Shelf.Intent("held"), LedgerState.Sending);
        Console.WriteLine("open");
        await Console.In.ReadToEndAsync();
    }

    // Until nothing can be put down any more; then there is room again.
    private static async Task FillAsync(string path, string ballast)
    {
        await using var ledger = new FileJobLedger(path);
        try
        {
            for (var i = 0; ; i++)
            {
                await ledger.BeginAsync(Shelf.Intent($"job-{i}", $"{{\"prompt\":\"{new string('x', 2_000)}\"}}"));
                await ledger.NextAsync(Shelf.Intent($"job-{i}"), LedgerState.Sending);
                Console.WriteLine($"sent job-{i}");
            }
        }
        catch (ModelLedgerException exception)
        {
            Console.WriteLine($"refused: {exception.Message}");
        }

        foreach (var entry in await FileJobLedger.OpenForReading(path).AllAsync())
        {
            Console.WriteLine($"{entry.Key} is {entry.State}");
        }

        if (File.Exists(ballast))
        {
            File.Delete(ballast);
            await ledger.BeginAsync(Shelf.Intent("after"));
            Console.WriteLine("goes on");
        }
    }
}
