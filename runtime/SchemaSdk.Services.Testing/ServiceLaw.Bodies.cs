using System.Text;

namespace SchemaSdk.Services.Testing;

/// <content>The rules for reading bodies. Any proxy can write any body.</content>
public abstract partial class ServiceLaw
{
    // Far more than a busy machine needs for one body, and far less than reading in quadratic time would take.
    private const int MostMilliseconds = 10_000;

    private static readonly int[] Statuses = [200, 202, 400, 404, 429, 500, 503];

    /// <summary>A body of any form is read without an exception.</summary>
    [Fact]
    public void No_body_makes_the_profile_throw()
    {
        var samples = Samples.All().Select(static sample => sample.Answer.Body).Distinct().ToList();
        foreach (var body in samples.SelectMany(ChangedBodies.Of).Concat(Gateway.Bodies.Select(Encoding.UTF8.GetBytes)))
        {
            foreach (var call in Enum.GetValues<ServiceCall>())
            {
                foreach (var status in Statuses)
                {
                    Reads($"ReadBody for ServiceCall.{call} and HTTP {status}", body, () => Profile.ReadBody(call, status, body));
                }
            }

            Reads(nameof(Profile.FindRequestId), body, () => Profile.FindRequestId(body));
            Reads(nameof(Profile.CallbackIdIn), body, () => Profile.CallbackIdIn(body));
            Reads(nameof(Profile.ReadPrice), body, () => Profile.ReadPrice(body));
            Reads(nameof(Profile.ReadList), body, () => Profile.ReadList(Search, body));
        }
    }

    /// <summary>The time to read a body is proportional to its length, even if the body is deeply nested.</summary>
    [Fact]
    public void A_body_of_a_mebibyte_is_read_within_seconds()
    {
        foreach (var (what, body) in LargeBodies.Of(Samples.Accepted.Body))
        {
            foreach (var call in Enum.GetValues<ServiceCall>())
            {
                InTime($"ReadBody for ServiceCall.{call}", what, body, () => Profile.ReadBody(call, 200, body));
            }

            InTime(nameof(Profile.FindRequestId), what, body, () => Profile.FindRequestId(body));
        }
    }

    private JobSearch Search => new(Samples.ModelId, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1));

    private static void InTime(string call, string what, byte[] body, Action read)
    {
        var start = Environment.TickCount64;
        Reads(call, body, read);
        var took = Environment.TickCount64 - start;
        Assert.True(
            took < MostMilliseconds,
            $"{call} took {took} ms for a 1 MiB body with {what}. Read each byte a few times at most.");
    }

    private static void Reads(string call, byte[] body, Action read)
    {
        var error = Record.Exception(read);
        Assert.True(
            error is null,
            $"{call} threw {error?.GetType().Name} for the body {Start(Encoding.UTF8.GetString(body))}: {error?.Message.TrimEnd('.')}. "
            + "For an unexpected body, return null or leave out what cannot be read.");
    }
}
