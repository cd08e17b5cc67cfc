using SchemaSdk.Services;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Services;

/// <summary>A profile with a mistake costs neither a job that runs nor the money of one that does not.</summary>
public sealed class ProfileMistakeTests
{
    private readonly OtherServer _server = new();
    private readonly ModelClientOptions _options = new() { TimeProvider = new FakeTime { SkipsDelays = true } };

    [Theory]
    [InlineData("""{"state":"starting"}""", null)]
    [InlineData("""{"id":"","state":"starting"}""", null)]
    [InlineData("""{"id":"../7","state":"starting"}""", "../7")]
    [InlineData("""{"state":"starting","run_id":"7"}""", "7")]
    public async Task An_acceptance_without_a_usable_id_is_an_unknown_outcome(string body, string? possible)
    {
        using var client = ClientOf(new Credulous());
        _server.Answers(201, body);

        var error = await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Equal((null, possible, body), (error.RequestId, error.PossibleRequestId, error.Detail));
        Assert.Equal(StillModel.Id, error.ModelId);
    }

    private TestClient ClientOf(ServiceProfile profile) =>
        new(profile, new HttpClient(_server), _options, ("OTHER_KEY", "key-0123456789"));

    /// <summary>Takes every body for an acceptance.</summary>
    private sealed class Credulous : OtherProfile
    {
        internal override BodyKind KindOfSubmit(ServiceBody? body) => BodyKind.Usable;
    }
}
