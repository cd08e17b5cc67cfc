using System.Reflection;
using System.Text.Json.Nodes;
using SchemaSdk.Emulation;

namespace SchemaSdk.Generator.Tests.Corpus.Services;

/// <summary>Runs the models of a client against an emulator of its service.</summary>
internal sealed class EmulatedModels : IAsyncDisposable
{
    private readonly ModelEmulator _emulator;
    private readonly HttpClient _http;
    private readonly ModelClient _client;

    public EmulatedModels(string service, Type client)
    {
        Models = Compiler.Models(client);
        _emulator = new ModelEmulator(Models, new()
        {
            Protocol = EmulatedProtocols.Find(service),
            QueueTime = TimeSpan.Zero,
            RunTime = TimeSpan.Zero,
        });
        _http = new HttpClient(_emulator.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        var options = new ModelClientOptions { BaseAddress = _emulator.Address, ApiToken = _emulator.Token };
        options.Polling.Interval = TimeSpan.FromMilliseconds(20);
        _client = (ModelClient)Activator.CreateInstance(client, _http, options)!;
    }

    public IReadOnlyList<ModelInfo> Models { get; }

    /// <summary>Runs each model once with its generated types; in a short run, only one in <paramref name="oneOf"/> models.</summary>
    /// <returns>The ids of all models that a caller can reach, and what was wrong in the runs.</returns>
    public async Task<(IReadOnlyList<string> Ids, IReadOnlyList<string> Complaints)> RunAsync(int oneOf = 1)
    {
        var complaints = new List<string>();
        var runs = Endpoints(_client).Select(TypedRun.Of).ToList();
        foreach (var run in FullRun.SampleOf(runs, oneOf))
        {
            var before = _emulator.Bills;
            var complaint = await ComplaintAsync(run);
            complaints.AddRange(complaint is null ? [] : [$"{run.Info.Id}: {complaint}"]);
            complaints.AddRange(_emulator.Bills == before + 1 ? [] : [$"{run.Info.Id} was charged {_emulator.Bills - before} times"]);
        }

        return ([.. runs.Select(static run => run.Info.Id)], complaints);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        _http.Dispose();
        await _emulator.DisposeAsync();
    }

    private static async Task<string?> ComplaintAsync(TypedRun run)
    {
        try
        {
            return InputOf(run.Info) is { } input ? await run.ComplaintAsync(input) : "no sample fits its schema";
        }
        catch (Exception error)
        {
            return $"{error.GetType().Name} {error.Message}";
        }
    }

    // A sample has the right types, but not always valid values.
    private static string? InputOf(ModelInfo info)
    {
        var input = JsonNode.Parse(new InstanceMaker(info.InputSchema).Typical())!.AsObject();
        while (info.Validate(Encoding.UTF8.GetBytes(input.ToJsonString())) is [var error, ..])
        {
            if (!input.Remove(error.JsonPointer.Split('/')[1]))
            {
                return null;
            }
        }

        return input.ToJsonString();
    }

    /// <summary>Returns the endpoints that a caller can reach from the client, through the groups of models.</summary>
    private static IEnumerable<object> Endpoints(object place) =>
        from property in place.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.PropertyType.Assembly == place.GetType().Assembly && property.GetIndexParameters().Length == 0
        let value = property.GetValue(place)!
        from endpoint in (IEnumerable<object>)[.. IsEndpoint(value.GetType()) ? [value] : Array.Empty<object>(), .. Endpoints(value)]
        select endpoint;

    private static bool IsEndpoint(Type type) => type.BaseType is { } above
        && ((type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ModelEndpoint<,>)) || IsEndpoint(above));
}
