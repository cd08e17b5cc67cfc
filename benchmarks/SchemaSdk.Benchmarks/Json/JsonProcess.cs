using System.Text.Json;
using SchemaSdk.Benchmarks.Json.Cases;

namespace SchemaSdk.Benchmarks.Json;

/// <summary>Measures all calls in a process of its own, and prints what they cost.</summary>
internal static class JsonProcess
{
    internal const string Command = "json-process";

    // .NET compiles what is called often anew, and some methods three times. It is done within ten rounds or so.
    private const int WarmUps = 35;

    /// <param name="rounds">How many rounds each call is measured.</param>
    internal static void Write(int rounds)
    {
        List<IJsonCase> cases =
        [
            new InputWriting(), new ResultReading(), new ResultReadingWithOthers(),
            new KlingInputs(), new Segments20(), new Items1000(), new Unions(), new Choices(), new WideInputs(),
        ];
        List<TimedCall> calls = [.. cases.SelectMany(each => each.Calls)];
        for (var round = 0; round < WarmUps; round++)
        {
            calls.ForEach(call => call.WarmUp());
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
