namespace SchemaSdk.Generator.Tests.Clients;

/// <summary>Tests two clients whose types would clash. The second is not generated, and an error is reported at its first model.</summary>
public class ClientClashTests
{
    private const string Start = "SSDK024 error schemas/fal/still/input.json(1,1): The client ";

    [Theory]
    [InlineData("ModelService", "Fal")]
    [InlineData("ModelClientAccessibility", "internal")]
    public void A_client_has_one_service_and_one_accessibility(string name, string value) => Refuses(
        "'Acme.Sdk.TestClient' is not generated, because 'schemas/acme/still/input.json' belongs to a client of the same name with another "
        + "service or accessibility: set the same ModelService and ModelClientAccessibility on all ModelSchema items of the client, or "
        + "change ModelClientName",
        (name, value));

    [Theory]
    [InlineData("FalClient", "Acme.Sdk")]
    [InlineData("FalClient", "Acme.Sdk.Models")]
    [InlineData("FalClient", "Acme.Sdk.Models.Acme")]
    [InlineData("FalClient", "Acme.Sdk.TestClient")]
    [InlineData("FalClient", "Acme.Sdk.TestClient.Fal")]
    [InlineData("Sdk", "Acme")]
    public void Types_of_two_clients_have_different_namespaces(string name, string space) => Refuses(
        $"'{space}.{name}' is not generated, because its types would clash with those of client 'Acme.Sdk.TestClient' in namespace "
        + "'Acme.Sdk': give its ModelSchema items a different ModelClientNamespace",
        ("ModelClientName", name),
        ("ModelClientNamespace", space));

    [Theory]
    [InlineData("FalClient", "Acme.Sdk2")]
    [InlineData("FalClient", "Acme.Sdk.ModelsOfFal")]
    [InlineData("TestClient", "Acme.Fal")]
    [InlineData("TestClient", "Acme")]
    public void Other_names_do_not_clash(string name, string space) =>
        TwoClients.Beside(("ModelClientName", name), ("ModelClientNamespace", space)).ExpectCompiled();

    private static void Refuses(string problem, params (string Name, string Value)[] metadata)
    {
        var run = TwoClients.Beside(metadata);

        Assert.Equal(Start + problem, Assert.Single(run.Problems));
        Assert.Equal(["_client.g.cs", "acme_still.g.cs", "acme_still.schema.g.cs"], run.Sources.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(Compiler.Complaints(run, Compiler.Languages[0]));
    }
}
