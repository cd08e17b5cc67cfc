using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SchemaSdk.AspNetCore;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks;

public class ReplayTests
{
    private static readonly byte[] Key = "0123456789abcdef"u8.ToArray();

    private readonly PassingTime _time = new();

    [Fact]
    public async Task Copies_of_a_signed_callback_cause_one_poll_and_a_new_callback_causes_another()
    {
        await using var shop = Shop.Running(_time, TimeSpan.FromTicks(1));
        var time = new HeldTime(TimeSpan.FromMilliseconds(50));
        var ledger = new UnreliableLedger(new() { TimeProvider = time });
        await using var app = await CallbackApp.OpenAsync(
            shop, options => options.Signature = CallbackSignature.Hmac(Key, "v1", isHexadecimal: true), ledger: ledger);
        var body = $$"""{"request_id":"{{await app.AcceptedAsync(shop)}}"}""";
        var before = shop.Service.Requests;
        var first = Signed("one", body);

        Assert.Equal(202, await app.PostAsync(body, headers: first));
        await Soon.Until(() => shop.Service.Requests == before + 1 && time.Pauses == 1);
        var asked = ledger.AskedById;
        for (var i = 0; i < 100; i++)
        {
            // A header may contain other signatures next to the valid one.
            var copy = (first[2].Name, $"v1,00{i:00} {first[2].Value}");
            Assert.Equal(202, await app.PostAsync(body, headers: [first[0], first[1], copy]));
        }

        // If a copy counted as a new callback, its job would be polled when the pause ends, before the callback below is looked up.
        await Task.Run(time.EndPauses);
        const string Other = """{"request_id":"another"}""";
        Assert.Equal(202, await app.PostAsync(Other, headers: Signed("other", Other)));
        await Soon.Until(() => time.Pauses > 0);
        Assert.Equal((before + 1, asked + 1), (shop.Service.Requests, ledger.AskedById));

        Assert.Equal(202, await app.PostAsync(body, headers: Signed("two", body)));
        await Soon.Until(() => shop.Service.Requests >= before + 2);

        Assert.Equal(before + 2, shop.Service.Requests);
    }

    [Fact]
    public async Task Without_a_signed_part_every_callback_is_a_hint()
    {
        await using var shop = Shop.Running(_time);
        await using var app = await CallbackApp.OpenAsync(shop, options => options.Signature = new Trusting());
        var body = $$"""{"request_id":"{{await app.AcceptedAsync(shop)}}"}""";
        var before = shop.Service.Requests;

        await app.PostAsync(body);
        await Soon.Until(() => shop.Service.Requests == before + 1);
        await app.PostAsync(body);

        await Soon.Until(() => shop.Service.Requests == before + 2);
    }

    [Fact]
    public void A_copy_sent_to_another_address_does_not_block_the_original()
    {
        var seen = new SeenCallbacks(_time, TimeSpan.FromMinutes(5), most: 10);

        Assert.True(IsNew(seen, "a"u8, null));
        Assert.True(IsNew(seen, "a"u8, "order-1"));
        Assert.False(IsNew(seen, "a"u8, "order-1"));
    }

    [Fact]
    public void Memory_is_limited_to_twice_the_number_of_remembered_callbacks()
    {
        var seen = new SeenCallbacks(_time, TimeSpan.FromMinutes(5), most: 100);

        var areNew = Enumerable.Range(0, 10_000).Select(i => IsNew(seen, BitConverter.GetBytes(i), null)).ToList();
        var areNewAgain = Enumerable.Range(9_900, 100).Select(i => IsNew(seen, BitConverter.GetBytes(i), null));

        Assert.All(areNew, Assert.True);
        Assert.All(areNewAgain, Assert.False);
        Assert.InRange(seen.Count, 100, 200);
    }

    [Theory]
    [InlineData("message")]
    [InlineData(null)]
    public void The_signed_part_is_the_message_of_the_scheme_or_null(string? message)
    {
        var signature = CallbackSignature.Ed25519(
            (_, _) => message is null ? null : new SignedCallback(Encoding.UTF8.GetBytes(message), default, null),
            _ => throw new InvalidOperationException("Nothing is verified here."));

        var part = signature.SignedPartOf(new Microsoft.AspNetCore.Http.HeaderDictionary(), "body"u8.ToArray());

        Assert.Equal(message, part is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null);
    }

    [Fact]
    public void A_callback_is_remembered_until_its_signature_expires_and_then_forgotten()
    {
        var seen = new SeenCallbacks(_time, TimeSpan.FromMinutes(5), most: 100);
        Assert.True(IsNew(seen, "a"u8, null));
        _time.Pass(600);
        Assert.False(IsNew(seen, "a"u8, null));

        foreach (var later in new[] { "b", "c" })
        {
            _time.Pass(601);
            Assert.True(IsNew(seen, Encoding.UTF8.GetBytes(later), null));
        }

        Assert.Equal(2, seen.Count);
    }

    private static bool IsNew(SeenCallbacks seen, ReadOnlySpan<byte> signed, string? provenKey)
    {
        var isNew = false;
        seen.IsTaken(signed, provenKey, () => isNew = true);
        return isNew;
    }

    private static (string Name, string Value)[] Signed(string id, string body)
    {
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToHexString(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"{id}.{time}.{body}")));
        return [("webhook-id", id), ("webhook-timestamp", time), ("webhook-signature", $"v1,{signature}")];
    }
}
