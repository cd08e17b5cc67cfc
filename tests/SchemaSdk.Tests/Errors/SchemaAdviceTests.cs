namespace SchemaSdk.Tests.Errors;

/// <summary>The error for a refused input must say that the schema of this client may be outdated.</summary>
public class SchemaAdviceTests
{
    [Theory]
    [InlineData(422, """{"detail":"duration: not allowed"}""")]
    [InlineData(400, """{"error_code":422001,"error_message":"duration: not allowed"}""")]
    [InlineData(200, """{"error_code":422001,"error_message":"duration: not allowed"}""")]
    public async Task The_error_for_a_refused_input_names_the_model_and_the_schema_and_says_what_to_do(int status, string body)
    {
        using var stage = Stage.Answered(Steps.Answer(status, body));

        var error = await Soon.Throws<ModelApiException>(stage.Still.RunAsync("a cat"));

        // The hash is the output of: printf '{}' | sha256sum
        Assert.Contains(
            "The service's schema for acme/still may have changed since this client was built (SHA-256 of its input schema: "
            + "44136fa355b3). Use a newer client, or update input.json to match the model's page and rebuild the client.",
            error.Message, StringComparison.Ordinal);
        Assert.Contains("duration: not allowed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_for_a_refused_input_says_if_the_model_has_no_schema()
    {
        using var stage = Stage.Answered(Steps.Answer(422));

        var error = await Soon.Throws<ModelApiException>(stage.Client.SubmitAsync("acme/new", JsonSerializer.SerializeToElement(1)));

        Assert.EndsWith(
            "This client has no schema for acme/new: compare the input with the model's page.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_for_a_refused_poll_does_not_mention_a_schema()
    {
        using var stage = Stage.Polled(Steps.Answer(422));

        var error = await Soon.Throws<ModelApiException>(stage.Still.RunAsync("a cat"));

        Assert.DoesNotContain("schema", error.Message, StringComparison.Ordinal);
    }
}
