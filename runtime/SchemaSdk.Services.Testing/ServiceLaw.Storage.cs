using System.Text;

namespace SchemaSdk.Services.Testing;

/// <content>The rules for storing files before a submit.</content>
public abstract partial class ServiceLaw
{
    private static readonly FileToStore File = new("file.png", "image/png", 1 << 20);

    // A storage service such as S3 can report an error with HTTP 200 and a body like the second one.
    private static readonly string[] Unstored =
        ["<html><body><h1>502 Bad Gateway</h1></body></html>", "<?xml version=\"1.0\"?>\n<Error><Code>InternalError</Code></Error>"];

    /// <summary>The first request for a file contains the token, so it goes only to the service.</summary>
    [Fact]
    public void The_first_request_for_a_file_goes_to_the_service()
    {
        if (StorageOf() is not { } storage)
        {
            return;
        }

        var address = storage.StartRequest(Service, File).Address;
        Assert.True(
            IsOwn(address) && address.Scheme == Service.Scheme,
            $"StartRequest would send the token to {address}. Use the scheme of Defaults.Address, and its host or a host in "
            + "Defaults.JobHosts.");
    }

    /// <summary>Files are sent only to known hosts, and only addresses at known hosts become part of an input.</summary>
    [Fact]
    public void A_stored_file_has_addresses_at_known_hosts()
    {
        if (StorageOf() is not { } storage)
        {
            return;
        }

        foreach (var (file, plan) in PlansOf(storage))
        {
            Assert.True(
                Uri.TryCreate(plan.FileAddress, UriKind.Absolute, out var stored) && IsAt(stored, Profile.Defaults.FileHosts),
                $"The stored file is at {plan.FileAddress}, which Defaults.FileHosts does not allow.");
            if (plan.UploadAddress is not null)
            {
                var part = storage.PartRequest(plan, file, 1).Address;
                Assert.True(
                    IsAt(part, Profile.Defaults.UploadHosts), $"The file would go to {part}, which Defaults.UploadHosts does not allow.");
                var end = storage.EndRequest(plan, ["1"])?.Address ?? part;
                Assert.True(
                    IsAt(end, Profile.Defaults.UploadHosts), $"EndRequest goes to {end}, which Defaults.UploadHosts does not allow.");
            }
        }
    }

    /// <summary>A gateway may send an error page with a success status. Such a page does not prove that a part was stored.</summary>
    [Fact]
    public void A_gateway_stores_no_part()
    {
        if (StorageOf() is not { } storage)
        {
            return;
        }

        var none = new Dictionary<string, string>();
        foreach (var (_, plan) in PlansOf(storage).Where(static of => of.Plan.UploadAddress is not null))
        {
            foreach (var page in Unstored)
            {
                var body = Encoding.UTF8.GetBytes(page);
                Assert.True(storage.ReadPart(plan, 1, none, body) is null, $"ReadPart must return null for {page}, but found a part.");
                Assert.True(
                    storage.EndRequest(plan, ["1"]) is null || !storage.IsEnd(plan, none, body),
                    $"IsEnd must return false for {page}, but returned true.");
            }
        }
    }

    /// <summary>Only the service itself, not a gateway in front of it, can say where a file is stored.</summary>
    [Fact]
    public void A_gateway_stores_no_file()
    {
        if (StorageOf() is not { } storage)
        {
            return;
        }

        foreach (var body in Gateway.Bodies)
        {
            Assert.True(
                storage.ReadPlan(File, Encoding.UTF8.GetBytes(body)) is null,
                $"ReadPlan found a file in {Start(body)}. This is a gateway's page, so ReadPlan must return null.");
        }

        var plans = PlansOf(storage);
        foreach (var body in ChangedBodies.Of(Samples.Stored!.Body))
        {
            Reads(nameof(storage.ReadPlan), body, () => storage.ReadPlan(File, body));
            foreach (var (_, plan) in plans)
            {
                Reads(nameof(storage.ReadPart), body, () => storage.ReadPart(plan, 1, new Dictionary<string, string>(), body));
                Reads(nameof(storage.IsEnd), body, () => storage.IsEnd(plan, new Dictionary<string, string>(), body));
            }
        }
    }

    private FileStorage? StorageOf()
    {
        Assert.True(
            Profile.Storage is not null == Samples.Stored is not null,
            "Set Samples.Stored if the profile has a Storage, and leave it null otherwise.");
        return Profile.Storage;
    }

    // Some services store a file of unknown length in parts, and then answer in another form than Samples.Stored.
    private List<(FileToStore File, StoragePlan Plan)> PlansOf(FileStorage storage)
    {
        var plans = new List<(FileToStore, StoragePlan)>();
        foreach (var file in new[] { File, File with { Length = null } })
        {
            var plan = storage.ReadPlan(file, Encoding.UTF8.GetBytes(Samples.Stored!.Body));
            Assert.True(
                plan is not null || file.Length is null, $"ReadPlan found no file in Samples.Stored ({Told(Samples.Stored)}).");
            if (plan is not null)
            {
                plans.Add((file, plan));
            }
        }

        return plans;
    }

    private bool IsAt(Uri address, IReadOnlyList<string> hosts) =>
        Uri.Compare(address, Service, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
        || (address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && IsOneOf(address.Host, hosts));
}
