namespace SchemaSdk.Tests.Settings;

public class ServiceAddressTests
{
    [Theory]
    [InlineData(null, null, "https://model-api.runcomfy.net/v1/models/acme/still")]
    [InlineData(null, "https://other.example", "https://other.example/v1/models/acme/still")]
    [InlineData(null, "https://other.example/v1/", "https://other.example/v1/models/acme/still")]
    [InlineData(null, " ", "https://model-api.runcomfy.net/v1/models/acme/still")]
    [InlineData("https://mine.example", "https://other.example", "https://mine.example/v1/models/acme/still")]
    [InlineData("https://mine.example/gate way/v1", null, "https://mine.example/gate%20way/v1/models/acme/still")]
    [InlineData("http://127.0.0.1:5005/", null, "http://127.0.0.1:5005/v1/models/acme/still")]
    [InlineData("http://localhost:5005", null, "http://localhost:5005/v1/models/acme/still")]
    [InlineData("http://[::1]:5005", null, "http://[::1]:5005/v1/models/acme/still")]
    public async Task The_address_comes_from_the_option_then_the_variable_then_the_service_and_never_from_the_HttpClient(
        string? option, string? variable, string sent)
    {
        using var stage = Stage.Accepting();
        stage.Options.BaseAddress = option is null ? null : new Uri(option);
        stage.Http.BaseAddress = new Uri("https://elsewhere.example");
        using var client = new TestClient(stage.Http, stage.Options, ("RUNCOMFY_MODEL_API_BASE", variable!));

        await Soon.Async(client.Still.SubmitAsync("a cat"));

        Assert.Equal(sent, Assert.Single(stage.Script.Requests).Address);
    }

    [Theory]
    [InlineData("http://model-api.runcomfy.net")]
    [InlineData("ftp://model-api.runcomfy.net")]
    [InlineData("https://me:pass@model-api.runcomfy.net")]
    [InlineData("https://model-api.runcomfy.net?a=b")]
    [InlineData("https://model-api.runcomfy.net#a")]
    [InlineData("model-api.runcomfy.net")]
    public void An_address_to_which_the_token_must_not_be_sent_is_rejected(string address)
    {
        var option = new ModelClientOptions { BaseAddress = new Uri(address, UriKind.RelativeOrAbsolute) };

        Assert.Equal("BaseAddress", Assert.Throws<ArgumentException>(() => new TestClient(null, option)).ParamName);
        var error = Assert.Throws<ArgumentException>(() => new TestClient(null, null, ("RUNCOMFY_MODEL_API_BASE", address)));
        Assert.DoesNotContain("pass@", error.Message, StringComparison.Ordinal);
    }
}
