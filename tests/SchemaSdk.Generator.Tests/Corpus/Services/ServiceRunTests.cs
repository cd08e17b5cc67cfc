using SchemaSdk.Fal;
using SchemaSdk.Replicate;

namespace SchemaSdk.Generator.Tests.Corpus.Services;

/// <summary>Runs real models of fal and of Replicate with a generated client, against an emulator of the service.</summary>
public sealed class ServiceRunTests
{
    public static IEnumerable<object[]> Sets =>
    [
        ["Fal", $"{Corpus.Own}/queue"], ["Replicate", $"{Corpus.Own}/recorded"],
        .. CorpusFolder.Others is null ? Array.Empty<object[]>() : [["Fal", "fal"], ["Replicate", "replicate"]],
    ];

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Each_model_runs_with_its_typed_client_and_is_charged_once(string service, string set)
    {
        var models = ServiceModels.Of(set);
        var client = new GeneratedBatch(models, new Dictionary<string, string> { ["ModelService"] = service }).Client;
        await using var emulated = new EmulatedModels(service, client);

        var (ids, complaints) = await emulated.RunAsync();

        None.Of(complaints);
        Assert.Equal(models.Select(static model => model.Id).Order(), ids.Order());
    }

    [Theory]
    [InlineData("Fal", typeof(FalClient))]
    [InlineData("Replicate", typeof(ReplicateClient))]
    public async Task Each_model_of_a_ready_made_client_runs_typed_and_is_charged_once(string service, Type client)
    {
        await using var emulated = new EmulatedModels(service, client);

        var (ids, complaints) = await emulated.RunAsync(oneOf: 4);

        None.Of(complaints);
        Assert.Equal(emulated.Models.Select(static model => model.Id).Order(), ids.Order());
    }
}
