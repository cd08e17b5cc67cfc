using System.Net;
using static SchemaSdk.Emulation.Tests.PageTests;

namespace SchemaSdk.Emulation.Tests;

public sealed class PageGuardTests
{
    [Theory]
    [InlineData("example.org", 403)]
    [InlineData("127.0.0.1.example.org:4010", 403)]
    [InlineData("localhost.example.org", 403)]
    [InlineData("127.0.0.1:4010", 200)]
    [InlineData("LOCALHOST:4010", 200)]
    [InlineData("[::1]:4010", 200)]
    public async Task Only_a_host_name_of_this_machine_is_answered(string host, int code)
    {
        await using var bench = StartWithPage();

        var state = await bench.Http.AskAsync(HttpMethod.Get, "_emulator", null, ("Host", host));
        var models = await bench.Http.AskAsync(HttpMethod.Get, "v1/models", null, ("Host", host));

        Assert.Equal((code, code), ((int)state.StatusCode, (int)models.StatusCode));
    }

    [Theory]
    [InlineData("https://example.org", 403, 403)]
    [InlineData("null", 403, 403)]
    [InlineData("http://127.0.0.1.example.org", 403, 403)]
    [InlineData("http://localhost:3000", 403, 200)]
    [InlineData("http://127.0.0.1:4010", 200, 200)]
    public async Task A_page_of_another_site_changes_nothing(string origin, int ofPage, int ofService)
    {
        await using var bench = StartWithPage();
        (string, string)[] headers = [("Host", "127.0.0.1:4010"), ("Origin", origin)];

        var fault = await bench.Http.AskAsync(HttpMethod.Post, "_emulator/faults", """{"faults":["status:500"]}""", headers);
        var end = await bench.Http.AskAsync(HttpMethod.Delete, "_emulator/faults", null, headers);
        var reset = await bench.Http.AskAsync(HttpMethod.Post, "_emulator/reset", "{}", headers);
        var submit = await bench.Http.AskAsync(HttpMethod.Post, "v1/models/" + SchemaModel.TextToVideo, Bench.Valid, headers);

        Assert.All([fault, end, reset], answer => Assert.Equal(ofPage, (int)answer.StatusCode));
        Assert.Equal(ofService, (int)submit.StatusCode);
        Assert.Equal(ofService == 200 ? 1 : 0, bench.Emulator.Bills);
    }

    [Fact]
    public async Task A_cross_site_request_is_refused()
    {
        await using var bench = StartWithPage();

        var answer = await bench.Http.AskAsync(HttpMethod.Post, "_emulator/reset", "{}", ("Sec-Fetch-Site", "cross-site"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
