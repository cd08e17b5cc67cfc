using System.Globalization;
using SchemaSdk.Benchmarks.Compiling;
using SchemaSdk.Benchmarks.Generating;
using SchemaSdk.Benchmarks.Json;
using SchemaSdk.Benchmarks.Listening;
using SchemaSdk.Benchmarks.Polls;
using SchemaSdk.Benchmarks.Waiting;

switch (args)
{
    case ["json"]:
        return JsonReport.Write(Console.Out, isQuick: false);
    case ["json", "--quick"]:
        return JsonReport.Write(Console.Out, isQuick: true);
    case ["polls"]:
        PollReport.Write(Console.Out);
        return 0;
    case ["waiting"]:
        return await WaitingReport.WriteAsync(Console.Out);
    case ["listening"]:
        await ListeningReport.WriteAsync(Console.Out);
        return 0;
    case ["generator"]:
        return await GeneratorReport.WriteAsync(Console.Out, beside: null);
    case ["generator", "--beside", var generator]:
        return await GeneratorReport.WriteAsync(Console.Out, generator);
    case ["compile"]:
        return await CompileReport.WriteAsync(Console.Out, 60);
    case ["compile", "--models", var count]:
        return await CompileReport.WriteAsync(Console.Out, int.Parse(count, CultureInfo.InvariantCulture));
    case [ColdRun.Command, var reader]:
        ColdRun.Write(reader);
        return 0;
    case [EmulatorProcess.Command]:
        await EmulatorProcess.ServeAsync();
        return 0;
    case [Contestant.Command, var way, var address]:
        await Contestant.RunAsync(way, new Uri(address));
        return 0;
    default:
        Console.Error.WriteLine(
            "usage: dotnet run -c Release --project benchmarks/SchemaSdk.Benchmarks -- json|polls|waiting|listening|generator|compile\n"
            + "       … -- generator --beside path/to/SchemaSdk.Generator.dll\n"
            + "       … -- compile --models 200");
        return 2;
}
