import { useState } from "preact/hooks"
import { api } from "../api"
import { go } from "../router"
import { texts } from "../texts"
import { asRefusal, Loading, Problem, useLoad } from "../ui/load"
import type { Refusal } from "../api"

export function ClientsView() {
  const clients = useLoad(api.clients, [])
  const [search, setSearch] = useState("")
  const t = texts.clients
  if (clients.error) return <Problem error={clients.error} again={clients.again} />
  if (!clients.value) return <Loading />
  const shown = clients.value.filter((client) => client.name.toLowerCase().includes(search.trim().toLowerCase()))
  return (
    <section class="narrow">
      <div class="row between">
        <h1>{t.title}</h1>
        <input
          type="search"
          placeholder={t.search}
          aria-label={t.search}
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </div>
      <NewClient />
      {clients.value.length === 0 && <p class="empty">{t.none}</p>}
      {clients.value.length > 0 && shown.length === 0 && <p class="empty">{t.noneFound}</p>}
      <ul class="cards">
        {shown.map((client) => (
          <li key={client.id}>
            <a class="card" href={`/client/${client.id}`}>
              <strong>{client.name}</strong>
              <span class="hint">
                {t.sessions(client.session_count)}, {t.last(client.last_session)}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function NewClient() {
  const [name, setName] = useState("")
  const [error, setError] = useState<Refusal>()
  const add = async (event: Event) => {
    event.preventDefault()
    try {
      go(`/client/${(await api.addClient(name)).id}`)
    } catch (problem) {
      setError(asRefusal(problem))
    }
  }
  return (
    <form class="panel row" onSubmit={add}>
      <label class="grow">
        {texts.clients.name}
        <input
          value={name}
          required
          maxLength={120}
          aria-describedby="name-hint"
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <button class="primary" type="submit">
        {texts.clients.add}
      </button>
      <span id="name-hint" class="hint full">
        {texts.clients.nameHint}
      </span>
      {error && <Problem error={error} />}
    </form>
  )
}
