using System.Reflection;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NJsonSchema;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>Tests calls to all models of <see cref="RunComfyClient"/> at the emulator, each through its typed endpoint.</summary>
public sealed class EveryModelTests
{
    private const int Inputs = 200;

    public static TheoryData<string> Ids => [.. FullRun.SampleOf(RunComfyClient.Models.Select(model => model.Id), n: 10)];

    [Fact]
    public void Every_model_has_one_endpoint()
    {
        using var client = new RunComfyClient(new ModelClientOptions { ApiToken = "a-token" });

        Assert.Equal(
            RunComfyClient.Models.Select(model => model.Id),
            ClientEndpoints.PathsOf(client).Select(path => ClientEndpoints.IdOf(path[^1])).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Random_valid_inputs_are_sent_unchanged_and_the_result_can_be_downloaded(string id)
    {
        var recorder = new SentBodyRecorder();
        await using var stage = new EmulatedStage(around: inner =>
        {
            recorder.InnerHandler = inner;
            return recorder;
        });
        var endpoint = ClientEndpoints.PathsOf(stage.Client).Select(path => path[^1]).Single(node => ClientEndpoints.IdOf(node) == id);

        await (Task)typeof(EveryModelTests)
            .GetMethod(nameof(CallAsync), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(TypesOf(endpoint.GetType()))
            .Invoke(null, [endpoint, recorder, stage.Client])!;

        Assert.Equal(Inputs, stage.Emulator.Bills);
    }

    private static async Task CallAsync<TInput, TOutput>(
        ModelEndpoint<TInput, TOutput> endpoint, SentBodyRecorder recorder, RunComfyClient client)
    {
        var schema = await JsonSchema.FromFileAsync(SourceTree.PlainInput(endpoint.ModelId));
        var inputs = new RandomInput(schema);
        ModelJob<TOutput>? job = null;
        foreach (var json in inputs.ValidValue().Sample(Inputs, new Rnd(20261121, 7), 30))
        {
            var input = JsonDocument.Parse(json).RootElement;

            job = await endpoint.SubmitAsync((TInput)Typed.Make(typeof(TInput), input));

            var sent = recorder.Last;
            Assert.Equal($"/v1/models/{endpoint.ModelId}", sent.Path);
            Assert.Empty(schema.Validate(sent.Body));
            Assert.True(JsonElement.DeepEquals(input, JsonDocument.Parse(sent.Body).RootElement), $"{json}\n{sent.Body}");
        }

        inputs.AssertCoverage();
        var result = await job!.WaitAsync();
        using var file = new MemoryStream();
        await client.DownloadAsync(FilesOf(result.Output!).First(), file);
        Assert.NotEqual(0, file.Length);
    }

    private static IEnumerable<ModelFile> FilesOf(object output) => output.GetType()
        .GetProperties()
        .Where(property => property.PropertyType == typeof(ModelFile))
        .Select(property => property.GetValue(output))
        .OfType<ModelFile>();

    private static Type[] TypesOf(Type endpoint) =>
        endpoint.IsGenericType && endpoint.GetGenericTypeDefinition() == typeof(ModelEndpoint<,>)
            ? endpoint.GetGenericArguments()
            : TypesOf(endpoint.BaseType!);

    /// <summary>Records the last submit.</summary>
    private sealed class SentBodyRecorder : DelegatingHandler
    {
        public (string Path, string Body) Last { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { } content)
            {
                // Without a buffer, the emulator could not read the body after this recorder.
                await content.LoadIntoBufferAsync(cancellationToken);
                Last = (request.RequestUri!.AbsolutePath, await content.ReadAsStringAsync(cancellationToken));
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
