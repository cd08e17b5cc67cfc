using System.Net;

namespace SchemaSdk.Pipeline.Connections;

/// <summary>
/// The system's proxy, except for this machine. A proxy cannot reach an emulator or tunnel on this machine, and would also see the token.
/// </summary>
internal sealed class ProxyForOthers : IWebProxy
{
    public ICredentials? Credentials { get => HttpClient.DefaultProxy.Credentials; set => HttpClient.DefaultProxy.Credentials = value; }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : HttpClient.DefaultProxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || HttpClient.DefaultProxy.IsBypassed(host);
}
