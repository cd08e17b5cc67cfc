using System.Net.Http.Headers;

namespace SchemaSdk.Emulation.Tests;

public sealed class TokenTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("Bearer", "s3cret")]
    [InlineData("Bearer", "")]
    [InlineData("Bearer", "EMULATOR-TOKEN")]
    [InlineData("Basic", "emulator-token")]
    public async Task Without_the_right_token_every_call_is_refused(string? scheme, string? token)
    {
        await using var bench = Bench.Start();
        var id = (await bench.SubmitAsync()).Id;
        bench.Http.DefaultRequestHeaders.Authorization = scheme is null ? null : new AuthenticationHeaderValue(scheme, token);

        foreach (var answer in (Answer[])
        [
            await bench.SubmitAsync(), await bench.StatusAsync(id), await bench.ResultAsync(id), await bench.CancelAsync(id),
            await bench.SendAsync(HttpMethod.Get, "v1/models"),
        ])
        {
            Assert.Equal((400, 400004), (answer.Code, answer.ErrorCode));
            Assert.DoesNotContain("s3cret", answer.Text, StringComparison.Ordinal);
        }

        Assert.Equal(1, bench.Emulator.Bills);
    }
}
