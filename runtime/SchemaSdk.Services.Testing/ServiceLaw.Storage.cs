using System.Text;

namespace SchemaSdk.Services.Testing;

/// <content>The rules for storing files before a submit.</content>
public abstract partial class ServiceLaw
{
    private static readonly FileToStore File = new("file.png", "image/png", 1 << 20);

    /// <summary>The first request for a file carries the token.</summary>
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
            $"StartRequest goes to {address}, which would get the token. Its host must be that of Defaults.Address or one of "
            + "Defaults.JobHosts.");
    }

    /// <summary>Only addresses at known hosts get a file, or become a part of an input.</summary>
    [Fact]
    public void A_stored_file_has_addresses_at_known_hosts()
    {
        if (StorageOf() is not { } storage)
        {
            return;
        }

        var plan = storage.ReadPlan(File, Encoding.UTF8.GetBytes(Samples.Stored!.Body));
        Assert.True(plan is not null, $"ReadPlan found no file in Samples.Stored ({Told(Samples.Stored)}).");
        Assert.True(
            Uri.TryCreate(plan.FileAddress, UriKind.Absolute, out var file) && IsAt(file, Profile.Defaults.FileHosts),
            $"The address of the stored file is {plan.FileAddress}, but its host is not in Defaults.FileHosts.");
        if (plan.UploadAddress is not null)
        {
            var part = storage.PartRequest(plan, File, 1).Address;
            Assert.True(
                IsAt(part, Profile.Defaults.UploadHosts), $"The file is sent to {part}, but its host is not in Defaults.UploadHosts.");
        }
    }

    /// <summary>Nothing but an answer of the service says where a file is.</summary>
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
                $"ReadPlan found a file in {Start(body)}, the page of a gateway. It must return null for it.");
        }

        foreach (var body in ChangedBodies.Of(Samples.Stored!.Body))
        {
            Reads(nameof(storage.ReadPlan), body, () => storage.ReadPlan(File, body));
            Reads(nameof(storage.ReadPart), body, () => storage.ReadPart(new(""), 1, new Dictionary<string, string>(), body));
        }
    }

    private FileStorage? StorageOf()
    {
        Assert.True(
            Profile.Storage is not null == Samples.Stored is not null,
            "Samples.Stored must be set if the profile has a Storage, and only then.");
        return Profile.Storage;
    }

    private bool IsAt(Uri address, IReadOnlyList<string> hosts) => address.Scheme == Service.Scheme && address.IsDefaultPort
        && (address.Host == Service.Host || IsOneOf(address.Host, hosts));
}
