using System.Text;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Submitting;

public class InputTests
{
    [Fact]
    public async Task A_wrong_input_names_its_places_and_is_not_sent()
    {
        using var stage = Stage.Accepting();

        var error = await Soon.Throws<ModelInputException>(stage.Still.RunAsync("wrong"));

        Assert.Equal("/prompt", Assert.Single(error.Errors).JsonPointer);
        Assert.Equal(
            "The input of acme/still does not fit its schema, so nothing was sent. /prompt is \"wrong\"; it must not be.", error.Message);
        Assert.Empty(stage.Script.Requests);
    }

    [Fact]
    public async Task An_input_is_not_checked_where_the_run_says_so()
    {
        using var stage = Stage.Accepting();

        await Soon.Async(stage.Still.SubmitAsync("wrong", new RunOptions { ValidateInput = false }));

        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task An_input_is_not_checked_where_the_client_says_so_unless_the_run_does()
    {
        using var stage = Stage.Accepting();
        stage.Options.ValidateInput = false;

        await Soon.Async(stage.Still.SubmitAsync("wrong"));
        await Soon.Throws<ModelInputException>(stage.Still.SubmitAsync("wrong", new RunOptions { ValidateInput = true }));

        Assert.Equal(1, stage.Script.Submit.Count);
    }

    [Fact]
    public async Task The_input_is_read_before_the_task_is_returned()
    {
        using var stage = new Stage();
        var body = "";
        stage.Script.Submit.Does(async (request, cancellation) =>
        {
            body = await request.Content!.ReadAsStringAsync(cancellation);
            return await Steps.Answer(200, """{"request_id":"req-1"}""")(new HttpRequestMessage(), cancellation);
        });
        var gate = new TaskCompletionSource<string>();
        stage.Options.TokenProvider = _ => new ValueTask<string>(gate.Task);
        var input = new StringBuilder("a cat");
        using var model = new TestClient(stage.Http, stage.Options);
        var endpoint = new MutableModel(model);

        var submit = endpoint.SubmitAsync(input);
        input.Clear().Append("a dog");
        gate.SetResult(Stage.Token);
        await Soon.Async(submit);

        Assert.Equal("\"a cat\"", body);
    }

    [Fact]
    public async Task Text_of_any_language_is_sent_as_it_is()
    {
        using var stage = new Stage();
        var body = "";
        stage.Script.Submit.Does(async (request, cancellation) =>
        {
            body = await request.Content!.ReadAsStringAsync(cancellation);
            Assert.Equal("application/json", request.Content.Headers.ContentType!.ToString());
            return await Steps.Answer(200, """{"request_id":"req-1"}""")(new HttpRequestMessage(), cancellation);
        });

        await Soon.Async(stage.Still.SubmitAsync("猫 & <b>"));

        Assert.Equal("""{"prompt":"猫 & <b>"}""", body);
    }

    [Fact]
    public async Task No_input_is_an_argument_error() =>
        await Soon.Throws<ArgumentNullException>(new TestClient(null, null).Still.RunAsync(null!));

    [Fact]
    public async Task An_endpoint_made_for_tests_says_that_it_has_no_client()
    {
        var error = await Soon.Throws<InvalidOperationException>(new MutableModel().RunAsync(new StringBuilder()));

        Assert.Contains(nameof(MutableModel), error.Message, StringComparison.Ordinal);
    }

    private sealed class MutableModel : ModelEndpoint<StringBuilder, string>
    {
        public MutableModel()
        {
        }

        public MutableModel(ModelClient client)
            : base(client)
        {
        }

        public override ModelInfo Info => StillInfo.Instance;

        protected internal override void WriteInput(System.Text.Json.Utf8JsonWriter writer, StringBuilder input) =>
            writer.WriteStringValue(input.ToString());

        protected internal override string ReadOutput(ref System.Text.Json.Utf8JsonReader reader) => reader.GetString()!;
    }
}
