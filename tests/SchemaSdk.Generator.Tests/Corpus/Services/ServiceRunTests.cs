using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Emulation;
using Xunit.Abstractions;

namespace SchemaSdk.Generator.Tests.Corpus.Services;

/// <summary>Real models of fal and Replicate run through a generated client, against the emulator of their service.</summary>
public sealed class ServiceRunTests(ITestOutputHelper output)
{
    public static TheoryData<string, string> Sets
    {
        get
        {
            var sets = new TheoryData<string, string> { { "Fal", $"{Corpus.Own}/queue" }, { "Replicate", $"{Corpus.Own}/recorded" } };
            if (CorpusFolder.Others is not null)
            {
                sets.Add("Fal", "fal");
                sets.Add("Replicate", "replicate");
            }

            return sets;
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Each_model_runs_typed_and_is_charged_once(string service, string set)
    {
        var models = ServiceModels.Of(set);
        var client = new GeneratedBatch(models, new Dictionary<string, string> { ["ModelService"] = service })
            .Assembly.GetType("Acme.Sdk.TestClient")!;
        var infos = (IReadOnlyList<ModelInfo>)client.GetProperty("Models")!.GetValue(null)!;
        await using var emulator = new ModelEmulator(infos, new()
        {
            Protocol = EmulatedProtocols.Find(service),
            QueueTime = TimeSpan.Zero,
            RunTime = TimeSpan.Zero,
        });
        using var http = new HttpClient(emulator.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        var options = new ModelClientOptions { BaseAddress = emulator.Address, ApiToken = emulator.Token };
        await using var called = (ModelClient)Activator.CreateInstance(client, http, options)!;
        var complaints = new List<string>();
        var runs = Endpoints(called).Select(TypedRun.Of).ToList();

        foreach (var run in runs)
        {
            var before = emulator.Bills;
            var complaint = await ComplaintAsync(run);
            complaints.AddRange(complaint is null ? [] : [$"{run.Info.Id}: {complaint}"]);
            complaints.AddRange(emulator.Bills == before + 1 ? [] : [$"{run.Info.Id} was charged {emulator.Bills - before} times"]);
        }

        output.WriteLine($"{runs.Count} models of {set}, {emulator.Bills} charges");
        None.Of(complaints);
        Assert.Equal(models.Select(static model => model.Id).Order(), runs.Select(static run => run.Info.Id).Order());
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

    // A sample knows the types of its members, but not their limits: what exceeds them is left out.
    private static string? InputOf(ModelInfo info)
    {
        using var document = JsonDocument.Parse(info.InputSchema);
        var input = JsonNode.Parse(new InstanceMaker(new SchemaView(document.RootElement)).Typical())!.AsObject();
        while (info.Validate(Encoding.UTF8.GetBytes(input.ToJsonString())) is [var error, ..])
        {
            if (!input.Remove(error.JsonPointer.Split('/')[1]))
            {
                return null;
            }
        }

        return input.ToJsonString();
    }

    /// <summary>Returns the endpoints that a caller reaches from the client, through the groups of models.</summary>
    private static IEnumerable<object> Endpoints(object place) =>
        from property in place.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.PropertyType.Assembly == place.GetType().Assembly && property.GetIndexParameters().Length == 0
        let value = property.GetValue(place)!
        from endpoint in (IEnumerable<object>)[.. IsEndpoint(value.GetType()) ? [value] : Array.Empty<object>(), .. Endpoints(value)]
        select endpoint;

    private static bool IsEndpoint(Type type) => type.BaseType is { } above
        && ((type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ModelEndpoint<,>)) || IsEndpoint(above));
}
