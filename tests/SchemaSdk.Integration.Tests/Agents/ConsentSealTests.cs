using SchemaSdk.Mcp.Consent;

namespace SchemaSdk.Integration.Tests.Agents;

/// <summary>
/// Tests the seal, a signed text that ties the user's answer to one question. An answer without a valid seal is not consent.
/// </summary>
public sealed class ConsentSealTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public void A_seal_is_valid_for_its_request_for_ten_minutes()
    {
        var seal = new ConsentSeal(_time);
        var state = seal.Of("a film for 0.5");

        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.True(seal.IsOf(state, "a film for 0.5"));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(seal.IsOf(state, "a film for 0.5"));
    }

    [Fact]
    public void A_seal_of_another_request_another_server_or_a_later_time_is_not_valid()
    {
        var seal = new ConsentSeal(_time);
        var state = seal.Of("a film for 0.5");
        var until = state.Split('.')[0];

        Assert.False(seal.IsOf(state, "a film for 50"));
        Assert.False(new ConsentSeal(_time).IsOf(state, "a film for 0.5"));
        Assert.False(seal.IsOf(state.Replace(until, "9999999999", StringComparison.Ordinal), "a film for 0.5"));
    }
}
