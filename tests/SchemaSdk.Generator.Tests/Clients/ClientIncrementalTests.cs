namespace SchemaSdk.Generator.Tests.Clients;

/// <summary>Tests that the code of a client is not generated again when the schemas of another client are edited.</summary>
public class ClientIncrementalTests
{
    [Fact]
    public void An_edited_schema_emits_only_its_model()
    {
        var run = TwoClients.Run()
            .Edit(SchemaText.Root + "fal/acme/still/input.json", text => text.Replace("prompt", "text", StringComparison.Ordinal));

        Assert.Equal(["acme/still/input.json"], run.Parsed());
        Assert.Equal(2, run.Emitted().Count);
        Assert.All(run.Emitted(), name => Assert.StartsWith("_acme.sdk.fal.falclient_acme_still-", name, StringComparison.Ordinal));
    }

    [Fact]
    public void A_new_model_emits_only_its_own_client() => Assert.Equal(
        ["_acme.sdk.fal.falclient", "_acme.sdk.fal.falclient_acme_clip", "_acme.sdk.fal.falclient_acme_clip"],
        TwoClients.Run()
            .Insert(0, TwoClients.Input("fal/acme/clip", "prompt").With(TwoClients.Fal))
            .Emitted()
            .Select(name => name.Split('-')[0]));

    [Fact]
    public void A_patch_and_a_reference_file_of_one_client_parse_only_its_models()
    {
        var run = TwoClients.Run();
        var before = run.Parsed().Count;

        run.Edit(SchemaText.Root + "shared.schema.json", text => text.Replace("string", "number", StringComparison.Ordinal));
        Assert.Equal(["acme_still.g.cs", "acme_still.schema.g.cs"], run.Emitted());

        run.Edit(SchemaText.Root + "acme/still/input.patch.json", text => text.Replace("patch", "text", StringComparison.Ordinal));
        Assert.Equal(["acme_still.g.cs", "acme_still.schema.g.cs"], run.Emitted());
        Assert.Equal(4, before);
    }
}
