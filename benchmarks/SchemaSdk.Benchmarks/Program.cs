using System.Globalization;
using SchemaSdk.Benchmarks;
using SchemaSdk.Benchmarks.Beside;
using SchemaSdk.Benchmarks.Compiling;
using SchemaSdk.Benchmarks.Durable;
using SchemaSdk.Benchmarks.Generating;
using SchemaSdk.Benchmarks.Json;
using SchemaSdk.Benchmarks.Listening;
using SchemaSdk.Benchmarks.Native;
using SchemaSdk.Benchmarks.Tail;
using SchemaSdk.Benchmarks.Waiting;
using SchemaSdk.Testing;

switch (args)
{
    case ["all"]:
        return await AllReport.WriteAsync(Console.Out, isQuick: false);
    case ["all", "--quick"]:
        return await AllReport.WriteAsync(Console.Out, isQuick: true);
    case ["json"]:
        return await JsonReport.WriteAsync(Console.Out, isQuick: false);
    case ["json", "--quick"]:
        return await JsonReport.WriteAsync(Console.Out, isQuick: true);
    case ["polls"]:
        return PollReport.Write(Console.Out);
    case ["waiting"]:
        return await WaitingReport.WriteAsync(Console.Out, 3);
    case ["tail"]:
        return await TailReport.WriteAsync(Console.Out, 5);
    case ["ledger"]:
        return await LedgerReport.WriteAsync(Console.Out);
    case ["postgresql"]:
        return await PostgreSqlReport.WriteAsync(Console.Out, 10_000);
    case ["listening"]:
        await ListeningReport.WriteAsync(Console.Out);
        return 0;
    case ["clients"]:
        return await BesideReport.WriteAsync(Console.Out);
    case [BesideRun.Command, var service, var address, var token, var count]:
        await BesideRun.WriteAsync(service, new Uri(address), token, int.Parse(count, CultureInfo.InvariantCulture));
        return 0;
    case ["generator"]:
        return await GeneratorReport.WriteAsync(Console.Out, 5, beside: null);
    case ["generator", "--beside", var generator]:
        return await GeneratorReport.WriteAsync(Console.Out, 5, generator);
    case ["compile"]:
        return await CompileReport.WriteAsync(Console.Out, 60, 3);
    case ["compile", "--models", var count]:
        return await CompileReport.WriteAsync(Console.Out, int.Parse(count, CultureInfo.InvariantCulture), 2);
    case ["native"]:
        return await NativeReport.WriteAsync(Console.Out);
    case [JsonProcess.Command, var rounds]:
        JsonProcess.Write(int.Parse(rounds, CultureInfo.InvariantCulture));
        return 0;
    case [ColdRun.Command, var reader]:
        ColdRun.Write(reader);
        return 0;
    case [LedgerWorker.Command, var database]:
        await LedgerWorker.RunAsync(database);
        return 0;
    case [EmulatorProcess.Command, var runTime]:
        await EmulatorProcess.ServeAsync(TimeSpan.Parse(runTime, CultureInfo.InvariantCulture));
        return 0;
    case [Contestant.Command, var way, var address]:
        await Contestant.RunAsync(way, new Uri(address));
        return 0;
    case [TailRun.Command, var way, var address, var arrival]:
        await TailRun.WriteAsync(way, new Uri(address), TimeSpan.Parse(arrival, CultureInfo.InvariantCulture));
        return 0;
    case [SideBySide.Command, var address, var arrival, var warmUps, var count, .. var ways]:
        await SideBySide.RunAsync(
            new Uri(address),
            TimeSpan.Parse(arrival, CultureInfo.InvariantCulture),
            int.Parse(warmUps, CultureInfo.InvariantCulture),
            int.Parse(count, CultureInfo.InvariantCulture),
            ways);
        return 0;
    default:
        Console.Error.WriteLine(
            "usage: dotnet run -c Release --project benchmarks/SchemaSdk.Benchmarks -- all|"
            + "json|polls|waiting|tail|clients|ledger|postgresql|listening|generator|compile|native\n"
            + "       … -- generator --beside path/to/SchemaSdk.Generator.dll\n"
            + "       … -- all|json --quick\n"
            + "       … -- compile --models 200");
        return 2;
}
