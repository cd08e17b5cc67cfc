namespace SchemaSdk.Tests.Waiting;

public class AttachTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a/../b")]
    public void Text_that_could_change_the_address_is_not_a_request_id(string id)
    {
        using var stage = new Stage();

        Assert.Throws<ArgumentException>(() => stage.Still.Attach(id));
        Assert.Throws<ArgumentException>(() => stage.Client.Attach(StillModel.Id, id));
        Assert.Throws<ArgumentException>(() => stage.Still.Attach(new string('a', 129)));
        Assert.Throws<ArgumentNullException>(() => stage.Still.Attach((string)null!));
    }

    [Fact]
    public async Task A_handle_that_is_read_from_text_or_JSON_has_its_key_and_customer_and_finds_its_job()
    {
        using var stage = Stage.Succeeding();
        var job = await Soon.Async(stage.Still.SubmitAsync("a cat"));

        var fromText = ModelJobHandle.Parse(job.Handle.ToString());
        var fromJson = JsonSerializer.Deserialize<ModelJobHandle>(JsonSerializer.Serialize(job.Handle))!;
        var attached = stage.Still.Attach(fromText);
        Assert.Single(stage.Script.Requests); // the submit
        var result = await Soon.Async(attached.WaitAsync());

        Assert.Equal((job.Handle, job.Handle, job.Handle), (fromText, fromJson, attached.Handle));
        Assert.Equal(("RunComfy", StillModel.Id, Steps.Id), (fromText.Service, fromText.ModelId, fromText.RequestId));
        Assert.Equal(Steps.Id, result.RequestId);
        var handle = job.Handle with { Key = "order 7", Customer = "acme" };
        var keyed = stage.Still.Attach(ModelJobHandle.Parse(handle.ToString())).Handle;
        Assert.Equal(("order 7", "acme"), (keyed.Key, keyed.Customer));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_handle_of_a_job_that_is_resumed_from_a_ledger_has_the_customer_of_its_submit(bool isAwaited)
    {
        await using var ledger = new MemoryJobLedger(new MemoryStore());
        using var stage = Stage.Succeeding();
        stage.Options.Ledger = ledger;
        var options = new RunOptions { Key = "order 7", Customer = "acme" };
        if (isAwaited)
        {
            // The job is attached below while this run polls it, so the two share the polls.
            var hang = Hang.BeforeBody;
            stage.Script.Status.DoesOnly(hang.Step);
            _ = stage.Still.RunAsync("a cat", options);
            await hang.Reached;
        }
        else
        {
            await Soon.Async(stage.Still.SubmitAsync("a cat", options));
        }

        var handle = stage.Client.Attach((await ledger.FindAsync("order 7"))!).Handle;

        Assert.Equal(("order 7", "acme"), (handle.Key, handle.Customer));
    }

    [Fact]
    public void A_handle_has_the_text_that_a_JSON_serializer_writes()
    {
        const string Odd = "a \"'\\/<>&+`\b\t\n\u0001\u007f\u00e4\u2028\U0001d11e\ud800";
        var handle = new ModelJobHandle { ModelId = "acme/still", RequestId = Odd, Key = Odd };

        var written = JsonSerializer.Serialize(
            new Dictionary<string, string> { ["modelId"] = "acme/still", ["requestId"] = Odd, ["key"] = Odd });

        Assert.Equal(written, handle.ToString());
    }

    [Fact]
    public void A_handle_of_another_service_model_or_form_is_refused()
    {
        using var stage = Stage.Succeeding();
        var handle = new ModelJobHandle { Service = "RunComfy", ModelId = StillModel.Id, RequestId = Steps.Id };

        var ofService = Assert.Throws<ArgumentException>(() => stage.Still.Attach(handle with { Service = "other" }));
        var ofModel = Assert.Throws<ArgumentException>(() => stage.Still.Attach(handle with { ModelId = "a/b/c" }));
        var ofForm = Assert.Throws<ArgumentException>(() => stage.Still.Attach(handle with { RequestId = "../x" }));

        Assert.Contains("is at other, but this client calls RunComfy", ofService.Message, StringComparison.Ordinal);
        Assert.Contains("a/b/c", ofModel.Message, StringComparison.Ordinal);
        Assert.Contains("is not a request id", ofForm.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("a request id")]
    [InlineData("{\"modelId\":1,\"requestId\":\"a\"}")]
    [InlineData("{\"modelId\":\"a/b\"}")]
    public void A_text_that_is_not_a_handle_is_refused(string text)
    {
        var error = Assert.Throws<FormatException>(() => ModelJobHandle.Parse(text));

        Assert.Contains("not the handle", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_with_an_unpaired_surrogate_is_not_a_handle() =>
        Assert.Throws<FormatException>(() => ModelJobHandle.Parse("\"\ud800\""));
}
