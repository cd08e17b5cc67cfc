using System.Runtime;
using System.Text.Json;
using SchemaSdk.Benchmarks.Json.Cases;

namespace SchemaSdk.Benchmarks.Json;

/// <summary>Measures all calls in a process of its own, and prints what they cost.</summary>
internal static class JsonProcess
{
    internal const string Command = "json-process";

    // So many rounds in which .NET compiles nothing follow one another before it counts as done, and so many there are at most.
    private const int QuietRounds = 10;
    private const int MostWarmUps = 150;

    /// <param name="rounds">How many rounds each call is measured.</param>
    internal static void Write(int rounds)
    {
        List<IJsonCase> cases =
        [
            new InputWriting(), new ResultReading(), new ResultReadingWithOthers(),
            new KlingInputs(), new Segments20(), new Items1000(), new Unions(), new Choices(), new WideInputs(),
        ];
        List<TimedCall> calls = [.. cases.SelectMany(each => each.Calls)];
        var (compiled, quiet) = (0L, 0);
        for (var round = 0; quiet < QuietRounds && round < MostWarmUps; round++)
        {
            calls.ForEach(call => call.WarmUp());
            var now = JitInfo.GetCompiledMethodCount();
            (compiled, quiet) = (now, now == compiled ? quiet + 1 : 0);
        }

        // One short round of each, again and again: both sides of a ratio meet the same machine, however busy it is.
        for (var round = 0; round < rounds; round++)
        {
            calls.ForEach(call => call.Measure());
        }

        Console.WriteLine(JsonSerializer.Serialize(calls.ToDictionary(call => call.Name, call => call.Cost)));
    }

    internal static Dictionary<string, CallCost> Parse(string line) => JsonSerializer.Deserialize<Dictionary<string, CallCost>>(line)!;
}
