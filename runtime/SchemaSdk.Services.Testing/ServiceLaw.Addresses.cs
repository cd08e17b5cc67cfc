namespace SchemaSdk.Services.Testing;

/// <content>The rules for addresses, which matter because requests carry the token.</content>
public abstract partial class ServiceLaw
{
    /// <summary>The token is never sent in plain text over a network.</summary>
    [Fact]
    public void The_default_address_is_HTTPS_or_on_this_machine() => Assert.True(
        Uri.TryCreate(Profile.Defaults.Address, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback)
            && address is { Query: "", Fragment: "", UserInfo: "" },
        $"Defaults.Address is {Profile.Defaults.Address}. It must be https or on this machine, with no query, fragment or user name.");

    /// <summary>A model id from a user cannot direct a request to another endpoint of the service.</summary>
    [Fact]
    public void A_model_id_leads_to_no_other_path()
    {
        var usual = Profile.SubmitAddress(Service, Samples.ModelId);
        foreach (var id in HostileIds.Models(Samples.ModelId))
        {
            Uri address, status;
            try
            {
                Profile.CheckModelId(id);
                address = Profile.SubmitAddress(Service, id);
                status = Profile.StatusAddress(Service, Job with { ModelId = id });
            }
            catch (ArgumentException)
            {
                continue;
            }

            Assert.True(
                IsBeside(usual, address, id) && IsBeside(Profile.StatusAddress(Service, Job), status, id: null),
                $"With the model id \"{id}\", SubmitAddress is {address} and StatusAddress is {status}, so the id leads to another path. "
                + "CheckModelId must refuse the id with an ArgumentException, or the addresses must escape each segment with "
                + "Uri.EscapeDataString.");
        }
    }

    /// <summary>A key or an option from a user cannot direct a request to another endpoint of the service.</summary>
    [Fact]
    public void The_details_of_a_submit_lead_to_no_other_path()
    {
        var usual = Profile.SubmitAddress(Service, Samples.ModelId);
        Assert.All(new[] { "order-1", "../order", "/order", "//thief.example", "a?b#c" }, key =>
        {
            var address = Profile.SubmitAddress(
                Service, new SubmitDetails(Samples.ModelId, key, TimeSpan.FromMinutes(1), Samples.Options));
            Assert.True(
                address.GetLeftPart(UriPartial.Path) == usual.GetLeftPart(UriPartial.Path) && address.Fragment.Length == 0,
                $"SubmitAddress is {usual} for the model id alone, but {address} with the key \"{key}\" and Samples.Options. A key and "
                + "options may change only the query: escape them with Uri.EscapeDataString.");
        });
    }

    /// <summary>A request id from an answer or a user cannot direct a request to another job or endpoint.</summary>
    [Fact]
    public void A_request_id_needs_no_escaping()
    {
        Assert.All(
            new[] { Samples.RequestId, Samples.OtherRequestId },
            id => Assert.True(Profile.IsRequestId(id), $"IsRequestId was false for \"{id}\", an id in the samples."));
        Assert.All(HostileIds.Requests, id => Assert.False(
            Profile.IsRequestId(id),
            $"IsRequestId was true for \"{Start(id ?? "(null)")}\". It must refuse ids that need escaping in an address."));
    }

    /// <summary>
    /// Every address keeps the path of the base address, because a relay may serve the service's addresses under a path of its own.
    /// </summary>
    [Fact]
    public void Every_address_keeps_the_path_of_the_base_address()
    {
        var relay = new Uri("https://relay.example/team-a");
        var addresses = new[]
        {
            (nameof(Profile.SubmitAddress), Profile.SubmitAddress(relay, Samples.ModelId)),
            (nameof(Profile.StatusAddress), Profile.StatusAddress(relay, Job)),
            (nameof(Profile.ResultAddress), Profile.ResultAddress(relay, Job)),
            (nameof(Profile.CancelAddress), Profile.CancelAddress(relay, Job)),
        };

        Assert.All(addresses, each => Assert.True(
            each.Item2?.AbsoluteUri.StartsWith($"{relay}/", StringComparison.Ordinal) != false,
            $"{each.Item1} is {each.Item2} for the base address {relay}. Append the path to the base address. Do not use new Uri(service, "
            + "path), which replaces the last segment."));
    }

    /// <summary>
    /// Addresses outside the allowed hosts are never called. Otherwise, anyone who can change an answer could get the token.
    /// </summary>
    [Fact]
    public async Task An_address_outside_the_allowed_hosts_is_never_called()
    {
        var links = Read(ServiceCall.Submit, Samples.Accepted)?.Links;
        var own = new[] { links?.Status, links?.Result, links?.Cancel }.OfType<string>().Distinct().ToList();
        Assert.All(own, link => Assert.True(
            Samples.Accepted.Body.Contains(link, StringComparison.Ordinal),
            $"Samples.Accepted does not contain {link} in plain text. Write the address without escapes."));
        foreach (var change in Thieves())
        {
            var body = own.Aggregate(Samples.Accepted.Body, (text, link) =>
                text.Replace($"\"{link}\"", $"\"{change(new Uri(link))}\"", StringComparison.Ordinal));
            using var trial = Script(Samples.Accepted with { Body = body }, Samples.InProgress);
            var job = await trial.SubmitAsync();
            await Trial.Within(job.GetStatusAsync());
            await Record.ExceptionAsync(() => Trial.Within(job.CancelAsync()));

            var allowed = new HashSet<Uri?>
            {
                Profile.SubmitAddress(Service, Samples.ModelId), Profile.StatusAddress(Service, Job), Profile.ResultAddress(Service, Job),
                Profile.CancelAddress(Service, Job),
            };
            Assert.All(trial.Sent.Skip(1), sent => Assert.True(
                allowed.Contains(sent.Address),
                $"{sent} was called after the answer {Start(body)}, although this address is not allowed. Use an address below the "
                + "base address instead."));
        }
    }

    /// <summary>
    /// No address contains the token, because addresses are logged. No other server gets the token, because other servers never need it.
    /// </summary>
    [Fact]
    public async Task The_token_goes_only_to_the_service_and_is_in_no_address()
    {
        using var trial = Script([Samples.Accepted, Samples.InProgress, .. Samples.Succeeded]);
        var error = await Record.ExceptionAsync(async () => await Trial.Within((await trial.SubmitAsync()).WaitAsync()));

        Assert.All(trial.Sent, sent =>
        {
            Assert.True(
                IsOwn(sent.Address), $"{sent} was called, but its host is neither the host of Defaults.Address nor in Defaults.JobHosts.");
            Assert.False(
                $"{sent} {sent.Body}".Contains(Trial.Token, StringComparison.Ordinal),
                $"{sent} contains the token. Authorize must put it in a header.");
        });
        Assert.True(error is null, $"A run with Samples.Accepted, InProgress and Succeeded threw {Told(error)}.");
    }

    // Makes addresses that each differ from an allowed address in one way.
    private static IEnumerable<Func<Uri, string>> Thieves() =>
    [
        static link => $"https://thief.example{link.PathAndQuery}",
        static link => $"https://{link.Host}.thief.example{link.PathAndQuery}",
        static link => $"https://{link.Host}@thief.example{link.PathAndQuery}",
        static link => $"https://user:password@{link.Host}{link.PathAndQuery}",
        static link => $"http://{link.Host}{link.PathAndQuery}",
        static link => $"https://{link.Host}:8443{link.PathAndQuery}",
        static link => $"//thief.example{link.PathAndQuery}",
    ];

    private bool IsOwn(Uri address) => address.Host == Service.Host || IsOneOf(address.Host, Profile.Defaults.JobHosts);

    private static bool IsOneOf(string name, IReadOnlyList<string> hosts) => hosts.Any(host =>
        host.StartsWith("*.", StringComparison.Ordinal)
            ? name.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase)
            : string.Equals(name, host, StringComparison.OrdinalIgnoreCase));

    // id: the id that the path must have in place of the usual one; null to accept any path.
    private bool IsBeside(Uri usual, Uri address, string? id)
    {
        if (address.GetLeftPart(UriPartial.Authority) != usual.GetLeftPart(UriPartial.Authority)
            || address.Fragment.Length > 0 || (address.Query.Length > 0 && usual.Query.Length == 0))
        {
            return false;
        }

        var path = Uri.UnescapeDataString(usual.AbsolutePath);
        var at = path.IndexOf(Samples.ModelId, StringComparison.Ordinal);
        return id is null ? true
            : at < 0 ? address.AbsolutePath == usual.AbsolutePath
            : Uri.UnescapeDataString(address.AbsolutePath) == path[..at] + id + path[(at + Samples.ModelId.Length)..];
    }
}
