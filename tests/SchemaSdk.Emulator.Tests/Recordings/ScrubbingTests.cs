using System.Text;
using System.Text.Json;

namespace SchemaSdk.Emulation.Tests.Recordings;

/// <summary>Tests that recordings contain nothing that must stay secret, such as the token.</summary>
public sealed class ScrubbingTests
{
    private const string Told = $"made by {RecordedService.Token}, see https://b.example/a?sig=s3cret";

    [Theory]
    [MemberData(nameof(RecordedService.Services), MemberType = typeof(RecordedService))]
    public async Task The_token_is_never_written(string name)
    {
        await using var service = new RecordedService(name);

        await service.RecordAsync($$"""{"prompt":"Draw {{RecordedService.Token}}."}""");

        Assert.DoesNotContain(RecordedService.Token, service.Written, StringComparison.Ordinal);
        Assert.DoesNotContain("Bearer", service.Written, StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", service.Written, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://b.example/a.png?X-Amz-Signature=s3cret&X-Amz-Date=20260101T000000Z")]
    [InlineData("https://b.example/a.png?sv=2025&sig=s3cret%3D")]
    [InlineData("https://b.example/a.png?Expires=1&Signature=s3cret&Key-Pair-Id=s3cret")]
    [InlineData("https://user:s3cret@b.example/a.png")]
    [InlineData("https://s3cret@b.example/a.png")]
    [InlineData("https://b.example/a.png?access_token=s3cret")]
    [InlineData("https://b.example/a.png#token=s3cret")]
    [InlineData("https://b.example/get?url=https%3A%2F%2Fc.example%2F%3FX-Goog-Signature%3Ds3cret")]
    [InlineData("https://b.example/get?url=https%253A%252F%252Fc.example%252F%253Fsig%253Ds3cret")]
    [InlineData("HTTPS://B.EXAMPLE/a.png?SIGNATURE=s3cret")]
    [InlineData("See <https://b.example/a.png?sig=s3cret>, and https://c.example/?token=s3cret too.")]
    [InlineData("s3://key:s3cret@bucket/a.png")]
    [InlineData("https://b.example/a.png?ex=66&is=65&hm=s3cret")]
    [InlineData("https://b.example/a.png?auth_key=s3cret")]
    [InlineData("https://b.example/a.png?subscription-key=s3cret")]
    [InlineData("https://b.example/a.png?user=ann&pwd=s3cret")]
    [InlineData("https://b.example/a.png?pass=s3cret")]
    [InlineData("https://b.example/a.png?passphrase=s3cret")]
    [InlineData("https://b.example/a.png?sessionId=s3cret")]
    [InlineData("https://b.example/a.png?expiry=66&h=s3cret")]
    [InlineData("https://b.example/a.png?expiration=66&h=s3cret")]
    public async Task An_address_is_written_without_the_parts_that_give_access(string text)
    {
        await using var service = new RecordedService();

        await service.RecordAsync($$"""{"prompt":"A kite.","image":"{{text}}"}""");

        Assert.DoesNotContain("s3cret", service.Written, StringComparison.Ordinal);
        await using var replay = service.Replay();
        await replay.RunAsync($$"""{"prompt":"A kite.","image":"{{text.Replace("s3cret", "another", StringComparison.Ordinal)}}"}""");
    }

    [Theory]
    [InlineData("https://b.example/a.png?width=5&height=6")]
    [InlineData("https://b.example/a.png?keys=5&passes=6")]
    [InlineData("Ratio 16:9 // see docs://page?x=1")]
    public async Task Text_that_gives_no_access_is_kept(string text)
    {
        await using var service = new RecordedService();

        await service.RecordAsync($$"""{"prompt":"A kite.","image":"{{text}}"}""");

        Assert.Contains(text, service.Written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "email", """{"prompt":"desk@b.example","shots":[{"email":{"to":"ann@s3cret.example"}}]}""", """{"to":"ann@s3cret.example"}""")]
    [InlineData("/shots/0/email", """{"prompt":"desk@b.example","shots":[{"email":"ann@s3cret.example"}]}""", "ann@")]
    [InlineData("/emails/0", """{"prompt":"A kite.","emails":["ann@s3cret.example","desk@b.example"]}""", "ann@")]
    public async Task Chosen_members_and_items_are_neither_written_nor_compared(string pointer, string input, string changed)
    {
        await using var service = new RecordedService();
        await service.RecordAsync(input, options => options.ScrubbedMembers.Add(pointer));

        Assert.DoesNotContain("s3cret", service.Written, StringComparison.Ordinal);
        Assert.Contains("desk@b.example", service.Written, StringComparison.Ordinal);
        await using var replay = service.Replay(options => options.ScrubbedMembers.Add(pointer));
        await replay.RunAsync(input.Replace(changed, changed[0] == '{' ? "7" : "bob@", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData($$$"""{"status":"succeeded","output":{"note":"{{{Told}}}"}}""")]
    [InlineData($$$"""{"status":"failed","error":"{{{Told}}}"}""")]
    [InlineData($$$"""{"status":"failed","error":{"note":"{{{Told}}}"}}""")]
    [InlineData($$$"""{"status":"failed","message":"{{{Told}}}"}""")]
    public async Task An_output_or_an_error_is_written_without_the_token_and_without_the_parts_that_give_access(string result)
    {
        await using var service = new RecordedService();
        service.Emulator.Faults.Add(EmulatorCall.Result, EmulatorFault.Answer(200, "application/json", result), 1);

        await Record.ExceptionAsync(() => service.RecordAsync("""{"prompt":"A kite."}"""));

        Assert.Contains("made by", service.Written, StringComparison.Ordinal);
        Assert.DoesNotContain(RecordedService.Token, service.Written, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", service.Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hidden_value_of_an_output_is_played_as_null_unless_it_is_text()
    {
        await using var service = new RecordedService();
        service.Emulator.Faults.Add(EmulatorCall.Result, EmulatorFault.Answer(
            200, "application/json", """{"status":"succeeded","output":{"seed":7,"user":{"id":8},"name":"s3cret"}}"""), 1);
        await service.RecordAsync("""{"prompt":"A kite."}""", Scrub);

        await using var replay = service.Replay(Scrub);
        var played = await replay.RunAsync("""{"prompt":"A kite."}""");

        Assert.Equal("""{"seed":null,"user":null,"name":"[scrubbed]"}""", JsonSerializer.Serialize(played.Output));

        static void Scrub(ModelRecordingOptions options)
        {
            options.ScrubbedMembers.Add("seed");
            options.ScrubbedMembers.Add("/user");
            options.ScrubbedMembers.Add("name");
        }
    }

    [Fact]
    public async Task The_name_of_a_member_is_scrubbed_too()
    {
        await using var service = new RecordedService();

        await service.RecordAsync("""{"prompt":"A kite.","captions":{"https://b.example/a.png?sig=s3cret":"A boat."}}""");

        Assert.DoesNotContain("s3cret", service.Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_miss_does_not_show_scrubbed_values()
    {
        await using var service = new RecordedService();
        await service.RecordAsync("""{"prompt":"A kite."}""");
        await using var replay = service.Replay(static options => options.ScrubbedMembers.Add("email"));

        var miss = await Assert.ThrowsAsync<ModelRecordingException>(
            () => replay.RunAsync("""{"prompt":"https://b.example/?sig=s3cret","email":"s3cret"}"""));

        Assert.DoesNotContain("s3cret", miss.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", string.Concat(miss.Differences), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a://b@%253F", 5_000)]
    [InlineData("signature", 50_000)]
    [InlineData("a@", 125_000)]
    public async Task Scrubbing_takes_time_in_proportion_to_the_text(string part, int times)
    {
        await using var service = new RecordedService();
        var text = new StringBuilder("a://b?").Insert(6, part, times);

        await service.RecordAsync($$"""{"prompt":"{{text}}"}""");

        Assert.Single(service.Recordings);
    }
}
