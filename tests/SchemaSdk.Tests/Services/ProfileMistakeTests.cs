using SchemaSdk.Jobs.Events;
using SchemaSdk.Tests.Running;

namespace SchemaSdk.Tests.Services;

/// <summary>
/// A mistake in a profile must not lose a running job. Nor may it make the client report a submit whose outcome is unknown as accepted or
/// refused.
/// </summary>
public sealed class ProfileMistakeTests
{
    private const string Id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
    private const string Other = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

    private readonly OtherServer _server = new();
    private readonly ModelClientOptions _options = new() { TimeProvider = new FakeTime { SkipsDelays = true } };

    [Theory]
    [InlineData("""{"state":"starting"}""", null)]
    [InlineData("""{"id":"","state":"starting"}""", null)]
    [InlineData("""{"state":"starting","run_id":"7"}""", "7")]
    [InlineData("""{"id":"../7","state":"starting"}""", "../7", false)]
    public async Task An_acceptance_without_a_valid_id_is_an_unknown_submit(string body, string? possible, bool isCredulous = true)
    {
        using var client = ClientOf(isCredulous ? new Credulous() : OtherProfile.Instance);
        _server.Answers(201, body);

        var error = await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Equal((null, possible, body), (error.RequestId, error.PossibleRequestId, error.Detail));
        Assert.Equal(StillModel.Id, error.ModelId);
    }

    [Theory]
    [InlineData("envelope", 0)]
    [InlineData("headers", 0)]
    [InlineData("authorization", 0)]
    [InlineData("advice", 1)]
    public async Task An_exception_before_anything_is_sent_or_after_a_refusal_is_a_refusal(string mistake, int sent)
    {
        using var client = ClientOf(new Throwing(mistake));
        var heard = Hear(client);
        _server.Answers(402, """{"problem":"poor"}""");

        var error = await Soon.Throws<ModelException>(client.Still.SubmitAsync("a cat"));

        Assert.Equal((typeof(ModelException), StillModel.Id), (error.GetType(), error.ModelId));
        Assert.Contains("No job was started.", error.Message, StringComparison.Ordinal);
        Assert.IsType<FormatException>(error.InnerException);
        Assert.Equal((JobMoment.Refused, error), (heard.Moments[^1], heard.All[^1].Error));
        Assert.Equal(sent, _server.Asked.Count);
    }

    [Fact]
    public async Task An_exception_while_making_the_advice_for_a_refused_poll_ends_only_that_wait()
    {
        _options.MaxRequestsInFlight = 1;
        using var client = ClientOf(new Throwing("advice"));
        _server.Answers((403, """{"problem":"closed"}"""), (200, $$"""{"id":"{{Id}}","result":{},"state":"done"}"""));

        var first = await Soon.Throws<ModelException>(client.Still.Attach(Other).WaitAsync());
        var second = await Soon.Async(client.Still.Attach(Id).WaitAsync());

        Assert.Equal((Other, typeof(FormatException), Id), (first.RequestId, first.InnerException!.GetType(), second.RequestId));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_exception_after_the_acceptance_is_an_unknown_submit_with_the_request_id(int reads)
    {
        using var log = new ListLog();
        _options.LoggerFactory = log;
        _options.TimeProvider = new BrokenTime { FailsToRead = () => _server.Asked.Count > 0 && reads-- == 0 };
        using var client = ClientOf(OtherProfile.Instance);
        var heard = Hear(client);
        _server.Answers(201, $$"""{"id":"{{Id}}","state":"starting"}""");

        var error = await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Equal((Id, StillModel.Id), (error.RequestId, error.ModelId));
        Assert.Contains("FormatException was thrown", error.Message, StringComparison.Ordinal);
        Assert.IsType<FormatException>(error.InnerException);
        Assert.Equal((JobMoment.Unknown, error), (heard.Moments[^1], heard.All[^1].Error));
        Assert.Single(log.Lines, static line => line.Contains("has an unknown outcome", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("id")]
    [InlineData("body")]
    [InlineData("busy")]
    public async Task An_exception_while_reading_an_acceptance_is_an_unknown_submit_with_the_request_id(string mistake)
    {
        using var client = ClientOf(new Throwing(mistake));
        _server.Answers(201, $$"""{"id":"{{Id}}","state":"starting"}""");

        var error = await Soon.Throws<ModelSubmissionUnknownException>(client.Still.SubmitAsync("a cat"));

        Assert.Equal((Id, typeof(FormatException)), (error.RequestId ?? error.PossibleRequestId, error.InnerException!.GetType()));
    }

    [Fact]
    public async Task An_exception_while_making_an_address_has_the_request_id()
    {
        using var client = ClientOf(new Throwing("address"));
        var job = client.Still.Attach(Id);

        Assert.Equal(Id, (await Soon.Throws<ModelException>(job.GetStatusAsync())).RequestId);
        Assert.Equal(Id, (await Soon.Throws<ModelException>(job.CancelAsync())).RequestId);
        Assert.Equal(Id, (await Soon.Throws<ModelException>(job.WaitAsync())).RequestId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_exception_about_an_invalid_header_does_not_show_the_token(bool isSubmit)
    {
        const string Token = "key-id:key-secret";
        using var client = new TestClient(new Unfit(), new HttpClient(_server), new() { ApiToken = Token });

        var error = await Soon.Throws<ModelException>(
            isSubmit ? client.Still.SubmitAsync("a cat") : client.Still.Attach(Id).GetStatusAsync());

        Assert.DoesNotContain(Token, $"{error}", StringComparison.Ordinal);
        Assert.Contains("FormatException", $"{error}", StringComparison.Ordinal);
        Assert.Empty(_server.Asked);
    }

    [Fact]
    public async Task A_reason_that_is_not_JSON_is_in_the_message_of_the_failure()
    {
        using var client = ClientOf(new Unquoted());
        _server.Answers(200, $$"""{"id":"{{Id}}","state":"broken"}""");

        var error = await Soon.Throws<ModelFailedException>(client.Still.Attach(Id).WaitAsync());

        Assert.Equal((Id, JsonValueKind.Undefined), (error.RequestId, error.Error.ValueKind));
        Assert.Contains("too dark", error.Message, StringComparison.Ordinal);
    }

    private static HeardEvents Hear(TestClient client)
    {
        var heard = new HeardEvents();
        heard.Hear(client.Calls.Shared.Events);
        return heard;
    }

    private TestClient ClientOf(ServiceProfile profile) =>
        new(profile, new HttpClient(_server), _options, ("OTHER_KEY", "key-0123456789"));

    /// <summary>Accepts any text as a request id.</summary>
    private sealed class Credulous : OtherProfile
    {
        public override bool IsRequestId(string? text) => true;
    }

    /// <summary>Sends the token as the whole Authorization header, although not every token is a valid value of that header.</summary>
    private sealed class Unfit : OtherProfile
    {
        public override void Authorize(HttpRequestMessage request, string token) => request.Headers.Add("Authorization", token);
    }

    /// <summary>Returns an error text that is not JSON.</summary>
    private sealed class Unquoted : OtherProfile
    {
        public override ServiceBody? ReadBody(ServiceCall call, int statusCode, ReadOnlyMemory<byte> body)
        {
            var read = base.ReadBody(call, statusCode, body)!;
            read.Error = "too dark"u8.ToArray();
            return read;
        }
    }

    private sealed class Throwing(string mistake) : OtherProfile
    {
        public override SubmitEnvelope EnvelopeOf(string modelId) =>
            mistake == "envelope" ? throw new FormatException(mistake) : base.EnvelopeOf(modelId);

        public override void PrepareSubmit(HttpRequestMessage request, SubmitDetails submit)
        {
            base.PrepareSubmit(request, mistake == "headers" ? throw new FormatException(mistake) : submit);
        }

        public override void Authorize(HttpRequestMessage request, string token)
        {
            base.Authorize(request, mistake == "authorization" ? throw new FormatException(mistake) : token);
        }

        public override Uri StatusAddress(Uri service, JobKey job) =>
            base.StatusAddress(service, mistake == "address" ? throw new FormatException(mistake) : job);

        public override Uri CancelAddress(Uri service, JobKey job) =>
            base.CancelAddress(service, mistake == "address" ? throw new FormatException(mistake) : job);

        public override ServiceBody? ReadBody(ServiceCall call, int statusCode, ReadOnlyMemory<byte> body) =>
            mistake == "body" ? throw new FormatException(mistake) : base.ReadBody(call, statusCode, body);

        public override bool IsRequestId(string? text) => mistake == "id" ? throw new FormatException(mistake) : base.IsRequestId(text);

        public override bool IsRefusedForNow(int statusCode, bool hasRetryAfter, ServiceBody? body) =>
            mistake == "busy" ? throw new FormatException(mistake) : base.IsRefusedForNow(statusCode, hasRetryAfter, body);

        public override string AdviceFor(int statusCode, string? errorCode) =>
            mistake == "advice" ? throw new FormatException(mistake) : base.AdviceFor(statusCode, errorCode);
    }
}
