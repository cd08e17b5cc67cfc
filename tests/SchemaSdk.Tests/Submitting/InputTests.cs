namespace SchemaSdk.Tests.Submitting;

public class InputTests
{
    [Fact]
    public async Task An_invalid_input_is_not_sent_and_the_error_names_where_it_is_wrong()
    {
        using var stage = Stage.Accepting();

        var error = await Soon.Throws<ModelInputException>(stage.Still.RunAsync("wrong"));

        Assert.Equal("/prompt", Assert.Single(error.Errors).JsonPointer);
        Assert.Equal(
            "The input of acme/still does not fit its schema, so nothing was sent. /prompt is \"wrong\"; it must not be.", error.Message);
        Assert.Empty(stage.Script.Requests);
    }

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, null, false)]
    [InlineData(false, true, true)]
    public async Task The_options_of_the_run_or_else_of_the_client_decide_whether_an_input_is_checked(
        bool ofClient, bool? ofRun, bool isChecked)
    {
        using var stage = Stage.Accepting();
        stage.Options.ValidateInput = ofClient;

        var error = await Record.ExceptionAsync(
            () => Soon.Async(stage.Still.SubmitAsync("wrong", new RunOptions { ValidateInput = ofRun })));

        Assert.Equal((isChecked, isChecked ? 0 : 1), (error is ModelInputException, stage.Script.Submit.Count));
        Assert.Equal(isChecked, error is not null);
    }

    [Fact]
    public async Task The_input_is_read_before_the_task_is_returned()
    {
        List<string> sent = [];
        using var stage = Stage.Answered(Keeping(sent));
        var gate = new TaskCompletionSource<string>();
        stage.Options.TokenProvider = _ => new ValueTask<string>(gate.Task);
        var input = new StringBuilder("a cat");

        var submit = new MutableModel(stage.Client).SubmitAsync(input);
        input.Clear().Append("a dog");
        gate.SetResult(Stage.Token);
        await Soon.Async(submit);

        Assert.Equal(["\"a cat\"", "application/json"], sent);
    }

    [Fact]
    public async Task Text_in_any_language_is_sent_unchanged()
    {
        List<string> sent = [];
        using var stage = Stage.Answered(Keeping(sent));

        await Soon.Async(stage.Still.SubmitAsync("猫 & <b>"));

        Assert.Equal(["""{"prompt":"猫 & <b>"}""", "application/json"], sent);
    }

    [Fact]
    public async Task An_endpoint_without_a_client_says_so_when_it_is_run()
    {
        var error = await Soon.Throws<InvalidOperationException>(new MutableModel().RunAsync(new StringBuilder()));

        Assert.Contains(nameof(MutableModel), error.Message, StringComparison.Ordinal);
    }

    private static Step Keeping(List<string> sent) => async (request, cancellation) =>
    {
        sent.AddRange(await request.Content!.ReadAsStringAsync(cancellation), request.Content.Headers.ContentType!.ToString());
        return await Steps.Accepted(new HttpRequestMessage(), cancellation);
    };

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
