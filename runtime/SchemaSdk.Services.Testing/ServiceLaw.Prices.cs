using System.Text;

namespace SchemaSdk.Services.Testing;

/// <content>The rules for prices.</content>
public abstract partial class ServiceLaw
{
    /// <summary>A run whose price exceeds its limit is not submitted.</summary>
    [Fact]
    public async Task A_run_that_is_too_expensive_is_not_submitted()
    {
        if (!HasPrices())
        {
            return;
        }

        using var trial = Script(Samples.Price!);
        var options = new RunOptions { MaxPriceUsd = Samples.PriceUsd!.Value / 2 };
        var error = await Record.ExceptionAsync(() => trial.SubmitAsync(options));

        Assert.True(
            error is ModelBudgetException budget && budget.EstimateUsd == Samples.PriceUsd,
            $"ReadPrice must return {Samples.PriceUsd} for Samples.Price ({Told(Samples.Price!)}). The call threw {Told(error)}.");
        var sent = Assert.Single(trial.Sent);
        Assert.True(
            IsOwn(sent.Address),
            $"The price request {sent} would send the token to another host. Its host must be that of Defaults.Address, or be in "
            + "Defaults.JobHosts. Change PriceRequestFor.");
    }

    /// <summary>If a run has a price limit and no price can be read, nothing is submitted.</summary>
    [Fact]
    public async Task A_gateway_gives_no_price()
    {
        if (!HasPrices())
        {
            return;
        }

        foreach (var answer in Gateway.Bodies.Select(static body => new SampleAnswer(200, body)))
        {
            using var trial = Script(answer);
            var error = await Record.ExceptionAsync(() => trial.SubmitAsync(new RunOptions { MaxPriceUsd = 1 }));
            Assert.True(
                error is ModelException && trial.Sent.All(sent => sent.Address == trial.Sent[0].Address),
                $"ReadPrice must return null for {Told(answer)}, which is a gateway's page. The call threw {Told(error)}.");
        }
    }

    private bool HasPrices()
    {
        var isAsked = Profile.PriceRequestFor(Service, Samples.ModelId, Encoding.UTF8.GetBytes(Samples.Input)) is not null;
        Assert.True(
            isAsked == Samples.Price is not null && isAsked == Samples.PriceUsd is not null,
            "Set both Samples.Price and Samples.PriceUsd if PriceRequestFor returns a request, and neither if it returns null.");
        return isAsked;
    }
}
