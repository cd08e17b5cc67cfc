namespace SchemaSdk.Tool.Tests.SchemaFolders.Locking;

/// <summary>Tests lock files that were merged or edited by hand. A malformed one must not make a command replace any file.</summary>
public sealed class LockTests : CatalogueTest
{
    private const string Model = """{"taken":"2026-11-20T12:00:00Z","hash":"sha256:00","source":"https://models.example/"}""";

    [Theory]
    [InlineData("{\n<<<<<<< HEAD\n  \"version\": 1,\n=======\n  \"version\": 1,\n>>>>>>> nightly\n}", "line 2 is a merge conflict marker")]
    [InlineData("", "it is not JSON")]
    [InlineData("{ \"version\": 1", "it is not JSON")]
    [InlineData("[]", "its version is not 1")]
    [InlineData("""{"version":1,"catalogs":{},"models":{"\ud800":{}}}""", "it has text that is not Unicode (")]
    [InlineData("""{"version":1,"service":"\ud800","catalogs":{},"models":{}}""", "it has text that is not Unicode (")]
    [InlineData("""{"version":2,"catalogs":{},"models":{}}""", "its version is not 1")]
    [InlineData("""{"version":1,"service":5,"catalogs":{},"models":{}}""", "its 'service' must be the name of a service")]
    [InlineData("""{"version":1,"service":"","catalogs":{},"models":{}}""", "its 'service' must be the name of a service")]
    [InlineData("""{"version":1,"service":"Acme","catalogs":{},"models":{}}""", "is 'Acme', which this version of schemasdk does not know")]
    [InlineData("""{"version":1,"models":{}}""", "its 'catalogs' must be an object")]
    [InlineData("""{"version":1,"catalogs":{"https://models.example/":-1},"models":{}}""", "the number of models of")]
    [InlineData("""{"version":1,"catalogs":{},"models":{"../../evil":{}}}""", "the model id '../../evil' is not a valid path")]
    [InlineData("""{"version":1,"catalogs":{},"models":{"acme/kite":{}}}""", "'taken' of the model 'acme/kite' must be a string")]
    [InlineData("""{"version":1,"catalogs":{},"models":{"acme/kite":0}}""", "'taken' of the model 'acme/kite' must be a string")]
    [InlineData("{\"version\":1,\"catalogs\":{},\"models\":{\"acme/kite\":" + Model + ",\"acme/kite\":" + Model + "}}", "it is not JSON")]
    [InlineData(
        """{"version":1,"catalogs":{},"models":{"acme/kite":{"taken":"","hash":"","source":"","about":{"name":5}}}}""",
        "the member 'about' of the model 'acme/kite' is not valid")]
    [InlineData(
        """{"version":1,"catalogs":{},"models":{},"names":{},"members":{"acme/kite":{"input/":["kite"]}}}""",
        "to an object whose values are C# names. Delete 'members', and run 'schemasdk update', which writes the current names.")]
    [InlineData(
        """{"version":1,"catalogs":{},"models":{},"names":{},"members":{"acme/kite":{"input/":{"kite":"9"}}}}""",
        "'acme/kite input/ kite' cannot have the C# name '9', because the name of 'kite' must be 'Kite'")]
    [InlineData("""{"version":1,"catalogs":{},"models":{},"names":[]}""", "its 'names' must be an object")]
    [InlineData(
        """{"version":1,"catalogs":{},"models":{},"names":{"acme/kite":"Acme.Kite(); //"}}""",
        "'acme/kite' cannot have the C# name 'Acme.Kite(); //', because the name of 'kite' must be 'Kite'")]
    public async Task An_invalid_lock_is_reported_and_kept(string text, string message)
    {
        Tool.Write("schemas.lock.json", text);
        Catalogue["acme/kite"] = SchemaWith("prompt");

        await FailsAsync(2, message, "update");
        Assert.Equal(2, await Tool.RunAsync("add", "--all"));

        Assert.Equal(text, Tool.Read("schemas.lock.json"));
        Assert.Equal(["schemas.lock.json"], Tool.Files());
    }
}
