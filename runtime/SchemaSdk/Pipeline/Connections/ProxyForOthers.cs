using System.Net;

namespace SchemaSdk.Pipeline.Connections;

/// <summary>
/// The system proxy, bypassed for this machine: a proxy cannot reach an emulator or tunnel on this machine, and would see the token.
/// </summary>
internal sealed class ProxyForOthers : IWebProxy
{
    public ICredentials? Credentials { get => HttpClient.DefaultProxy.Credentials; set => HttpClient.DefaultProxy.Credentials = value; }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : HttpClient.DefaultProxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || HttpClient.DefaultProxy.IsBypassed(host);
}
